import { BaseError } from '@tributary/protocol'
import { connect } from '@tributary/sdk'
import { EmbeddedChain, type Home } from '@tributary/sdk/node'
import type { Options } from './Options.ts'
import { openHome } from './openHome.ts'
import * as Postgres from './postgres/Postgres.ts'
import type { Ground } from './startGround.ts'

/** A ground that another process keeps, and the database beside it. */
export type Joined = { readonly ground: Ground; readonly databaseUrl: string }

/** Joins the studio that runs on a home, or the chain and database that were named. Starts nothing. */
export async function joinGround({ home: path, rpc, databaseUrl }: Options): Promise<Joined> {
  const opened = await openHome(path)
  const { settings, store, home } = opened
  const chain = rpc ?? settings.rpc ?? (await rpcOf(home))
  const database = databaseUrl ?? Postgres.find(Postgres.folderOf(path))
  if (chain === undefined || database === undefined) throw new NotRunningError({ home: path })
  const client = await connect({ rpc: chain, store, ...(rpc === undefined ? settings.seen : undefined) })
  return { ground: { ...opened, client }, databaseUrl: database }
}

async function rpcOf(home: Home.Home): Promise<string | undefined> {
  const running = await EmbeddedChain.find(home.chain)
  return running && `http://127.0.0.1:${running.port}`
}

/** There is nothing to join. */
export class NotRunningError extends BaseError {
  override readonly name = 'Studio.NotRunningError'
  readonly retry = true
  constructor({ home }: { home: string }) {
    super(`The studio of ${home} does not run.`, {
      hint: 'Start it with `npm start`, or name a chain and a database with --rpc and --database-url.',
    })
  }
}
