/** A check reads everything there ever was: it works apart from the thread that answers requests. */
import { FileStore } from '@tributary/provenance/node'
import { connect } from '@tributary/sdk'
import { openDatabase } from '../database/openDatabase.ts'
import { serve } from '../jobs/threads/serve.ts'
import { type Check, check } from './check.ts'

/** Where the thread finds database, chain and store. */
export type CheckOrder = { readonly url: string; readonly rpc: string; readonly store: string }

serve<CheckOrder, Check>(async ({ url, rpc, store }) => {
  const pool = await openDatabase({ url, connections: 1 })
  try {
    return await check({ pool, client: await connect({ rpc, store: await FileStore.open(store) }) })
  } finally {
    await pool.end()
  }
})
