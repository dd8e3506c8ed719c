import type { Studio } from '@tributary/sdk/wire'
import { type Chain, defineChain } from 'viem'
import { type Config, createConfig, createStorage, http } from 'wagmi'
import { watchConnection } from 'wagmi/actions'
import { queries, queryClient } from '../data/index.ts'
import { burner, burnerId } from './burner.ts'
import { setWallet } from './walletState.ts'

export type Connection = { readonly config: Config; readonly chain: Chain; readonly studio: Studio }

/** How often the chain is asked whether a transaction is in. Unit: milliseconds. */
const polling = { embedded: 400, other: 2_000 }

/** wagmi, set up for the chain of this studio. Wallets announce themselves (EIP-6963). */
export async function openConnection(): Promise<Connection> {
  const studio = await queryClient.ensureQueryData(queries.studio())
  const chain = chainOf(studio)
  const config = createConfig({
    chains: [chain],
    connectors: studio.chain.embedded ? [burner()] : [],
    transports: { [chain.id]: http() },
    storage: createStorage({ storage: localStorage, key: 'tributary' }),
    pollingInterval: studio.chain.embedded ? polling.embedded : polling.other,
  })
  watchConnection(config, { onChange: (connection) => setWallet(toWallet(connection)) })
  return { config, chain, studio }
}

function chainOf({ chain }: Studio): Chain {
  const rpc = new URL(chain.rpc, location.origin).href
  return defineChain({
    id: chain.id,
    name: chain.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpc] } },
  })
}

type Watched = Parameters<Parameters<typeof watchConnection>[1]['onChange']>[0]

function toWallet(connection: Watched): Parameters<typeof setWallet>[0] {
  const { status, address, chainId, connector } = connection
  if (status === 'connecting' || status === 'reconnecting') return { status: 'connecting' }
  if (status !== 'connected' || !address || !connector) return { status: 'none' }
  return {
    status,
    address,
    chainId: chainId ?? 0,
    name: connector.name,
    icon: connector.icon,
    isBurner: connector.id === burnerId,
  }
}
