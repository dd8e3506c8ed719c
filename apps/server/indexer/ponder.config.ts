import { checkoutsAbi, ledgerAbi, licensesAbi, royaltyReceiversAbi, worksAbi } from '@tributary/protocol'
import { createConfig } from 'ponder'
import { readEnvironment } from './run/environment.ts'

const { chainId, rpc, deployment, rate, polling, noteEvery, startBlock } = readEnvironment(process.env)

const { works, ledger, licenses, royaltyReceivers, checkouts } = deployment

/** Ponder begins with twenty requests a second to a node and is slow to ask more; a node named twice gives twice that. */
const nodes = Array.from({ length: Math.ceil(rate / 20) }, () => rpc)

/** Every contract that says anything, on the one chain that this studio stands on. */
export default createConfig({
  ordering: 'multichain',
  chains: { home: { id: chainId, rpc: nodes, pollingInterval: polling } },
  blocks: { Blocks: { chain: 'home', startBlock, interval: noteEvery } },
  contracts: {
    Works: { chain: 'home', abi: worksAbi, address: works, startBlock },
    Ledger: { chain: 'home', abi: ledgerAbi, address: ledger, startBlock },
    Licenses: { chain: 'home', abi: licensesAbi, address: licenses, startBlock },
    RoyaltyReceivers: { chain: 'home', abi: royaltyReceiversAbi, address: royaltyReceivers, startBlock },
    Checkouts: { chain: 'home', abi: checkoutsAbi, address: checkouts, startBlock },
  },
})
