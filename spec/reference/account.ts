/** Accounts: who can be paid where. See spec/work.md. */
import { type Hex, pad, toHex } from 'viem'

export function accountOf(chain: bigint, address: Hex): bigint {
  return chain * 2n ** 160n + BigInt(address)
}

export function chainOf(account: bigint): bigint {
  return account / 2n ** 160n
}

export function addressOf(account: bigint): Hex {
  return toHex(account % 2n ** 160n, { size: 20 })
}

export function wordOf(account: bigint): Hex {
  return pad(toHex(account), { size: 32 })
}

/** The address to pay on a chain, where `codes` says what code stands at an address; none if nobody can be paid. */
export function payeeOn(chain: bigint, account: bigint, codes: Record<Hex, Hex> = {}): Hex | undefined {
  const address = addressOf(account)
  if (BigInt(address) === 0n) return undefined
  if (chainOf(account) === chain) return address
  if (chainOf(account) !== 0n) return undefined
  const code = codes[address] ?? '0x'
  const isDelegation = code.startsWith('0xef0100') && code.length === 2 + 2 * 23
  return code === '0x' || isDelegation ? address : undefined
}
