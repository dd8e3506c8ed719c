import { importer } from 'ipfs-unixfs-importer'
import { CID } from 'multiformats/cid'
import { bytesToHex, type Hex } from 'viem'
import { BaseError } from './BaseError.ts'

export { raw } from './rawCid.ts'

/** The rules by which files become CIDs here: IPIP-499's `unixfs-v1-2025`. Kept beside every CID list. */
export const profile = 'unixfs-v1-2025'

/** Bytes and the CID they hash to. */
export type Block = { readonly cid: CID; readonly bytes: Uint8Array }

/** A file as blocks; the last one is the root. */
export type File = { readonly cid: CID; readonly blocks: readonly Block[] }

/**
 * A file's CID and the blocks it consists of.
 *
 * - Unit: chunks of 1 MiB, at most 1,024 links a node, raw leaves.
 * - Source: IPIP-499; equal to kubo's `--profile unixfs-v1-2025`.
 */
export async function ofFile(bytes: Uint8Array): Promise<File> {
  const blocks: Block[] = []
  const keep = {
    async put(cid: CID, block: Uint8Array): Promise<CID> {
      blocks.push({ cid, bytes: block })
      return cid
    },
  }
  // The importer's sink may also be given streams; with whole chunks it never is.
  for await (const { cid } of importer([{ content: bytes }], keep as Parameters<typeof importer>[1], { profile }))
    return { cid, blocks }
  throw new NoRootError()
}

/** The CID that a text names. Throws if it names none. */
export function parse(text: string): CID {
  try {
    return CID.parse(text)
  } catch (cause) {
    throw new ParseError({ text, cause })
  }
}

/** SHA-256 of bytes, as the protocol writes hashes. */
export async function sha256Of(bytes: Uint8Array): Promise<Hex> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)))
}

/** A text is no CID. */
export class ParseError extends BaseError {
  override readonly name = 'Cid.ParseError'
  constructor({ text, cause }: { text: string; cause: unknown }) {
    super(`"${text.slice(0, 100)}" is not a CID.`, { cause, hint: 'A CID looks like bafkrei... or bafybei...' })
  }
}

/** The importer gave no root for a file. */
export class NoRootError extends BaseError {
  override readonly name = 'Cid.NoRootError'
  constructor() {
    super('The file was imported without a root block.')
  }
}
