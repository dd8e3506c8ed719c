import { checkoutsAbi, ledgerAbi, licensesAbi, royaltyReceiversAbi, worksAbi } from '@tributary/protocol'
import { Deployment } from '@tributary/sdk'
import { createConfig } from 'ponder'
import { readEnvironment } from './run/environment.ts'

const { works, ledger, licenses, royaltyReceivers, checkouts } = Deployment.addresses()
const { chainId, rpc, polling, noteEvery, cache, startBlock } = readEnvironment(process.env)

/** Every contract that says anything, on the one chain that this studio stands on. */
export default createConfig({
  ordering: 'multichain',
  chains: { home: { id: chainId, rpc, pollingInterval: polling, disableCache: !cache } },
  blocks: { Blocks: { chain: 'home', startBlock, interval: noteEvery } },
  contracts: {
    Works: { chain: 'home', abi: worksAbi, address: works, startBlock },
    Ledger: { chain: 'home', abi: ledgerAbi, address: ledger, startBlock },
    Licenses: { chain: 'home', abi: licensesAbi, address: licenses, startBlock },
    RoyaltyReceivers: { chain: 'home', abi: royaltyReceiversAbi, address: royaltyReceivers, startBlock },
    Checkouts: { chain: 'home', abi: checkoutsAbi, address: checkouts, startBlock },
  },
})
