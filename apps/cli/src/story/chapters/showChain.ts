import { type Client, Deployment } from '@tributary/sdk'
import { isAddressEqual } from 'viem'
import { shorten } from '../../terminal/format.ts'
import type { Stage } from '../Stage.ts'

/** A fresh chain deploys everything within its first blocks; nobody else is there yet. */
const firstBlocks = 16n

/** Says which chain this is, and where the contracts stand: at the same addresses as on every chain. */
export async function showChain({ tell, session }: Stage): Promise<void> {
  const { client, chain } = session
  tell.step('chain', `${chain === undefined ? 'chain' : 'anvil, chain'} ${client.chainId} at ${client.rpc}`)
  const { ledger, works, licenses } = client.deployment
  const places = `Ledger ${shorten(ledger)}, Works ${shorten(works)}, Licenses ${shorten(licenses)}, as on every chain`
  const gas = chain && (await deploymentGas(client))
  tell.step('deploy', places, gas === undefined ? undefined : { gas })
}

async function deploymentGas({ public: chain }: Client): Promise<bigint> {
  const newest = await chain.getBlockNumber()
  let gas = 0n
  for (let number = 1n; number <= newest && number <= firstBlocks; number++) {
    const { transactions } = await chain.getBlock({ blockNumber: number, includeTransactions: true })
    for (const { hash, to } of transactions) {
      if (to === null || !isAddressEqual(to, Deployment.factory)) continue
      gas += (await chain.getTransactionReceipt({ hash })).gasUsed
    }
  }
  return gas
}
