import type { Hex } from 'viem'
import { getAddress } from 'viem'
import { accountOf, payeeOn, wordOf } from '../reference/account.ts'

const KEY: Hex = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'
const ZERO: Hex = `0x${'00'.repeat(20)}`
const HERE = 31337n

const codes: Record<string, Hex> = {
  'no code': '0x',
  'a contract': '0x6000',
  'an EIP-7702 delegation': `0xef0100${'11'.repeat(20)}`,
  '23 bytes that are no delegation': `0x600100${'11'.repeat(20)}`,
}

export function cases(): Record<string, unknown[]> {
  const chains = [0n, 1n, HERE, 2n ** 53n + 1n, 2n ** 64n - 1n]
  return {
    accounts: chains.map((chainId) => {
      const account = accountOf(chainId, KEY)
      return { chainId, address: KEY, account, word: wordOf(account), caip10: `eip155:${chainId}:${getAddress(KEY)}` }
    }),
    payees: Object.entries(codes).flatMap(([name, code]) => {
      const accounts = [
        ...[0n, 1n, HERE].flatMap((chain) => [accountOf(chain, KEY), accountOf(chain, ZERO)]),
        accountOf(HERE + 2n ** 64n, KEY),
        accountOf(2n ** 95n, KEY),
      ]
      return accounts.map((account) => {
        const address: Hex = account % 2n ** 160n === 0n ? ZERO : KEY
        return { name, account, code, chainId: HERE, payee: payeeOn(HERE, account, { [address]: code }) ?? ZERO }
      })
    }),
  }
}
