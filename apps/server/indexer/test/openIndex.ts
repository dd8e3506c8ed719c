import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { as, type Client, connect } from '@tributary/sdk'
import { Port } from '@tributary/sdk/node'
import pg from 'pg'
import { openStudio, type Studio } from '../../../../packages/sdk/test/studio.ts'
import { type Check, check } from '../../src/check/check.ts'
import * as Postgres from '../../src/runtime/postgres/Postgres.ts'
import { readProgress, startIndexer, untilReady, views } from '../index.ts'

type Indexer = Awaited<ReturnType<typeof startIndexer>>

/** A chain with people, and an index of it on a database of its own. */
export type Index = AsyncDisposable & {
  readonly studio: Studio
  readonly pool: pg.Pool
  readonly folder: string
  /** Starts an indexer, as its keeper does; waits until the past is entered. */
  readonly start: (rpc?: string) => Promise<Indexer>
  /** Waits until the index has entered the newest block, and checks it. */
  readonly check: (of?: Client) => Promise<Check>
  /** Every row of every table, as text. */
  readonly dump: () => Promise<Readonly<Record<string, readonly string[]>>>
}

export async function openIndex(): Promise<Index> {
  const folder = mkdtempSync(join(tmpdir(), 'index-'))
  await using opened = new AsyncDisposableStack()
  const studio = await openStudio(folder)
  opened.defer(() => studio.chain.stop())
  const database = await Postgres.start({ folder: join(folder, 'postgres') })
  opened.defer(() => database.stop())
  const pool = new pg.Pool({ connectionString: database.url })
  // Connections that the database cuts when it stops are of no interest.
  pool.on('error', () => {})
  opened.defer(() => pool.end())
  const closing = opened.move()
  const start = async (rpc = studio.client.rpc): Promise<Indexer> => {
    const client = await connect({ rpc })
    const log = join(folder, 'index.log')
    const port = await Port.findFree()
    const indexer = await startIndexer({ pool, url: database.url, client, port, log, polling: 100, patience: 3_000 })
    closing.defer(() => indexer.stop())
    await untilReady(pool, client)
    return indexer
  }
  const checked = async (of: Client = studio.client): Promise<Check> => {
    const client = as(of, { account: undefined })
    await untilSame(pool, client)
    return check({ pool, client })
  }
  return {
    studio,
    pool,
    folder,
    start,
    check: checked,
    dump: () => dump(pool),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  }
}

/** Waits until the index stands at the head of the chain: on the same block, by its hash. */
async function untilSame(pool: pg.Pool, client: Client): Promise<void> {
  for (;;) {
    const progress = await readProgress(pool).catch(() => undefined)
    const { number, hash } = await client.public.getBlock()
    const found = await pool
      .query(`SELECT 1 FROM ${views}.block WHERE number = $1 AND hash = $2`, [number, hash])
      .catch(() => undefined)
    if (progress?.isReady && progress.block === number && found?.rowCount === 1) return
    await setTimeout(50)
  }
}

async function dump(pool: pg.Pool): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "SELECT viewname AS name FROM pg_views WHERE schemaname = $1 AND viewname NOT LIKE '\\_%' ORDER BY 1",
    [views],
  )
  const all = tables.map(async ({ name }) => {
    const { rows } = await pool.query<{ row: string }>(`SELECT t::text AS row FROM ${views}.${name} t ORDER BY 1`)
    return [name, rows.map(({ row }) => row)] as const
  })
  return Object.fromEntries(await Promise.all(all))
}
