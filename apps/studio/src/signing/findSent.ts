import type { Call } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import type { Config } from 'wagmi'
import { getBlock, getBlockNumber } from 'wagmi/actions'

/** How far back a lost transaction is looked for. Unit: blocks. */
const reach = 64n

/** The transaction by which an account made this call, counting from `nonce`, if it is in a recent block. */
export async function findSent(config: Config, account: Address, nonce: number, call: Call): Promise<Hex | undefined> {
  const newest = await getBlockNumber(config, { cacheTime: 0 })
  for (let number = newest; number >= 0n && number > newest - reach; number--) {
    const { transactions } = await getBlock(config, { blockNumber: number, includeTransactions: true })
    const match = transactions.find(
      (each) => each.from.toLowerCase() === account.toLowerCase() && each.nonce >= nonce && isCall(each, call),
    )
    if (match) return match.hash
  }
  return undefined
}

function isCall(transaction: { readonly to: Address | null; readonly input: Hex }, call: Call): boolean {
  return transaction.to?.toLowerCase() === call.to.toLowerCase() && transaction.input === call.data.toLowerCase()
}
