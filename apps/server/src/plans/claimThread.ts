import { FileStore } from '@tributary/provenance/node'
import { type Call, claimAllCalls, connect, ledgerOf } from '@tributary/sdk'
import { type Address, getAddress, type Hex } from 'viem'
import { serve } from '../jobs/threads/serve.ts'

/** Whose claims are wanted, and where chain and store are. */
export type Order = {
  readonly rpc: string
  readonly genesis: Hex
  readonly store: string
  readonly account: Address
  /** Of one token only. */
  readonly token?: Address | undefined
}

/** Every call of the ledger that pays an account what it is owed, from the chain's events and the store's preimages. */
serve<Order, Call[]>(async ({ rpc, genesis, store: folder, account, token }) => {
  const client = await connect({ rpc, genesis, store: await FileStore.open(folder) })
  const rebuilt = await ledgerOf(client)
  const tokens = new Set([...rebuilt.ledger.books.entries.values()].map((entry) => getAddress(entry.token)))
  const wanted = token === undefined ? [...tokens] : [token]
  return wanted.flatMap((each) => claimAllCalls(client, { token: each, account, rebuilt }))
})
