import { BaseError } from '../BaseError.ts'

/** Reads numbers out of a file and says so when it ends too early. */
export class Reader {
  readonly bytes: Uint8Array
  readonly #view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  u8(at: number): number {
    this.#need(at, 1)
    return this.#view.getUint8(at)
  }

  u16(at: number, little = false): number {
    this.#need(at, 2)
    return this.#view.getUint16(at, little)
  }

  u24(at: number): number {
    return this.u16(at, true) | (this.u8(at + 2) << 16)
  }

  u32(at: number, little = false): number {
    this.#need(at, 4)
    return this.#view.getUint32(at, little)
  }

  /** Bytes as Latin text. */
  text(at: number, length: number): string {
    return String.fromCharCode(...this.slice(at, length))
  }

  slice(at: number, length: number): Uint8Array {
    this.#need(at, length)
    return this.bytes.subarray(at, at + length)
  }

  #need(at: number, length: number): void {
    if (at < 0 || at + length > this.bytes.length)
      throw new TruncatedError({ bytes: this.bytes.length, at: at + length })
  }
}

/** The file ends before its content does. */
export class TruncatedError extends BaseError {
  override readonly name = 'Picture.TruncatedError'
  constructor({ bytes, at }: { bytes: number; at: number }) {
    super(`The picture file has ${bytes} bytes but goes on to byte ${at} by its own account.`, {
      hint: 'The file was cut on its way; copy it again.',
    })
  }
}
