import { CID } from 'multiformats/cid'
import * as Digest from 'multiformats/hashes/digest'
import { type Hex, hexToBytes } from 'viem'

/** The CID of bytes that are one block: `01551220` and their SHA-256. A record's token URI names it. */
export function raw(sha256: Hex): CID {
  return CID.createV1(rawCode, Digest.create(sha256Code, hexToBytes(sha256)))
}

/** Multicodec of a block that is only bytes. */
export const rawCode = 0x55

/** Multicodec of SHA-256. */
export const sha256Code = 0x12
