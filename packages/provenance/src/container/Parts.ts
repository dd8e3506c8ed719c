import { BaseError } from '../BaseError.ts'

/** A file taken apart: what it is without its credential, and the credential if it has one. */
export type Parts = {
  /** The file without its C2PA manifest: what a record names. */
  readonly unsigned: Uint8Array<ArrayBuffer>
  /** The C2PA manifest store. */
  readonly manifest?: Uint8Array<ArrayBuffer>
  /** What is wrong with a file that could be taken apart all the same. */
  readonly damage?: string
  /** What our signer would not have written; readers take it, and others may write it. */
  readonly oddity?: string
}

/** Several pieces of a file in one. */
export function join(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    joined.set(piece, offset)
    offset += piece.length
  }
  return joined
}

/** Parts from the pieces of the unsigned file and the manifest stores that were found. More than one is damage. */
export function fromPieces(
  unsigned: readonly Uint8Array[],
  stores: readonly Uint8Array[],
  flaws: { damage?: string | undefined; oddity?: string | undefined } = {},
): Parts {
  const damage = stores.length > 1 ? `it has ${stores.length} C2PA manifest stores` : flaws.damage
  return {
    unsigned: join(unsigned),
    ...(stores[0] !== undefined && { manifest: join([stores[0]]) }),
    ...(damage !== undefined && { damage }),
    ...(flaws.oddity !== undefined && { oddity: flaws.oddity }),
  }
}

/** The structure of a file is broken. */
export class BrokenError extends BaseError {
  override readonly name = 'Container.BrokenError'
  constructor(kind: string, reason: string) {
    super(`The ${kind} file is broken: ${reason}.`, { hint: 'It may have been cut off while it was copied.' })
  }
}
