import { sha256 as digest } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Bytes written as `0x` and lower-case hexadecimal digits. */
export type Hex = `0x${string}`

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Hex {
  const hash = digest.create()
  for (const part of parts) hash.update(part)
  return `0x${bytesToHex(hash.digest())}`
}
