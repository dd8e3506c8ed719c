/**
 * A Blob whose bytes can be read without waiting.
 *
 * The C2PA library reads Blobs with `FileReaderSync`, which only browser workers have. Elsewhere this Blob carries its
 * bytes, and {@link install} gives the library a reader that takes them.
 */
export class SyncBlob extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>

  constructor(bytes: Uint8Array<ArrayBuffer>, type: string) {
    super([], { type })
    this.#bytes = bytes
  }

  override get size(): number {
    return this.#bytes.length
  }

  override slice(start = 0, end: number = this.#bytes.length): Blob {
    return new SyncBlob(this.#bytes.subarray(start, end), this.type)
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    return this.bytesNow()
  }

  bytesNow(): ArrayBuffer {
    // A copy: the slice of a Node Buffer would still be all of its pool.
    return new Uint8Array(this.#bytes).buffer
  }
}

/** Whether the surroundings bring their own synchronous reader, which takes only their own Blobs. */
const native = 'FileReaderSync' in globalThis

/** The bytes as a Blob that the C2PA library can read here. */
export function from(bytes: Uint8Array, type: string): Blob {
  if (native) return new Blob([bytes as Uint8Array<ArrayBuffer>], { type })
  install()
  return new SyncBlob(bytes as Uint8Array<ArrayBuffer>, type)
}

function install(): void {
  if ('FileReaderSync' in globalThis) return
  const reader = class {
    readAsArrayBuffer(blob: SyncBlob): ArrayBuffer {
      return blob.bytesNow()
    }
  }
  Object.defineProperty(globalThis, 'FileReaderSync', { value: reader, configurable: true })
}
