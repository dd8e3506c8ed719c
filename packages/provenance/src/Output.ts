import {
  type Address,
  compactSignatureToSignature,
  type Hex,
  hashTypedData,
  parseCompactSignature,
  parseSignature,
  recoverAddress,
  serializeSignature,
  size,
  toHex,
} from 'viem'
import type { Preimage } from './Preimage.ts'

/** What a model's key signs for an output: EIP-712 `Output(bytes32 work)` in the domain of the work's home. */
export function digest(id: Hex, home: Preimage['home']): Hex {
  return hashTypedData({
    domain: { name: 'Tributary', version: '1', ...homeOf(home) },
    types: { Output: [{ name: 'work', type: 'bytes32' }] },
    primaryType: 'Output',
    message: { work: id },
  })
}

/** Chain and contract of a home or an account: `chainId << 160 | address`. */
export function homeOf(home: Preimage['home']): { chainId: number; verifyingContract: Address } {
  const value = BigInt(home)
  const verifyingContract = toHex(value & ((1n << 160n) - 1n), { size: 20 })
  return { chainId: Number(value >> 160n), verifyingContract }
}

/** The address whose key made the signature (65 bytes, or 64 of EIP-2098), or `undefined` if it is none. */
export async function recover(id: Hex, home: Preimage['home'], signature: Hex): Promise<Address | undefined> {
  try {
    const parts =
      size(signature) === 64 ? compactSignatureToSignature(parseCompactSignature(signature)) : parseSignature(signature)
    return await recoverAddress({ hash: digest(id, home), signature: serializeSignature(parts) })
  } catch {
    return undefined
  }
}
