import { BaseError } from '../BaseError.ts'

/** A file taken apart: what it is without its credential, and the credential if it has one. */
export type Parts = {
  /** The file without its C2PA manifest: what a record names. */
  readonly unsigned: Uint8Array<ArrayBuffer>
  /** The C2PA manifest store. */
  readonly manifest?: Uint8Array<ArrayBuffer>
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

/** Unsigned and manifest pieces as parts; no manifest piece means no credential. */
export function fromPieces(unsigned: readonly Uint8Array[], manifest: readonly Uint8Array[]): Parts {
  return manifest.length === 0 ? { unsigned: join(unsigned) } : { unsigned: join(unsigned), manifest: join(manifest) }
}

/** The structure of a file is broken. */
export class BrokenError extends BaseError {
  override readonly name = 'Container.BrokenError'
  constructor(kind: string, reason: string) {
    super(`The ${kind} file is broken: ${reason}.`, { hint: 'It may have been cut off while it was copied.' })
  }
}
