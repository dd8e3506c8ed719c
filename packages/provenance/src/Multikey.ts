import { base58 } from '@scure/base'
import { BaseError } from './BaseError.ts'

// The curves whose keys a DID here may have.
type Algorithm = keyof typeof codes

/** A public key: raw for ed25519, compressed for the others. */
export type PublicKey = { readonly algorithm: Algorithm; readonly bytes: Uint8Array }

// Multicodec of each key type as an unsigned varint, and the length of its key.
const codes = {
  ed25519: { prefix: [0xed, 0x01], length: 32 },
  p256: { prefix: [0x80, 0x24], length: 33 },
  secp256k1: { prefix: [0xe7, 0x01], length: 33 },
} as const

/** The Multikey text of a public key: `z` (base58btc), key type, key. */
export function encode(key: PublicKey): string {
  const { prefix, length } = codes[key.algorithm]
  if (key.bytes.length !== length) throw new KeyError(`a ${key.algorithm} key of ${key.bytes.length} bytes`)
  return `z${base58.encode(Uint8Array.from([...prefix, ...key.bytes]))}`
}

/** The public key that a Multikey text names. */
export function decode(text: string): PublicKey {
  const bytes = fromBase58(text)
  for (const [algorithm, { prefix, length }] of Object.entries(codes))
    if (bytes[0] === prefix[0] && bytes[1] === prefix[1] && bytes.length === length + 2)
      return { algorithm: algorithm as Algorithm, bytes: bytes.slice(2) }
  throw new KeyError(`"${text.slice(0, 100)}"`)
}

function fromBase58(text: string): Uint8Array {
  if (!text.startsWith('z') || text.length > 100) throw new KeyError(`"${text.slice(0, 100)}"`)
  try {
    return base58.decode(text.slice(1))
  } catch (cause) {
    throw new KeyError(`"${text.slice(0, 100)}"`, cause)
  }
}

/** A key has another form or length than its type asks for. */
export class KeyError extends BaseError {
  override readonly name = 'Multikey.KeyError'
  constructor(found: string, cause?: unknown) {
    super(`Found ${found}; expected an ed25519 (32 bytes), p256 or secp256k1 (33 bytes, compressed) key.`, {
      cause,
      hint: 'A Multikey starts with z6Mk (ed25519), zDn (p256) or zQ3s (secp256k1).',
    })
  }
}
