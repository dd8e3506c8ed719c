import { BaseError } from '@tributary/protocol'
import { type Client, developmentChains } from '@tributary/sdk'
import type { Hex } from 'viem'
import type { Database } from '../../src/database/transaction.ts'
import { hashAt } from './hashAt.ts'
import { hasTable, newestNoted, readProgress } from './progress.ts'
import { chainPrefix, views } from './schemaName.ts'

/** How many blocks Ponder expects that any chain may take back; of some chains it expects more. */
const finality = 30n

/** Where Ponder keeps what nodes answered. */
const cache = 'ponder_sync'

/**
 * Makes the database fit to be gone on with: what the chain left behind is dropped, to be built anew, and a lock that a
 * killed indexer left is taken away.
 */
export async function prepare(database: Database, client: Client, schema: string): Promise<void> {
  await dropForeignViews(database, client)
  await dropForeignCache(database, client)
  if (!(await hasTable(database, schema, '_ponder_meta'))) return
  if (await isLeftBehind(database, client, schema)) await drop(database, schema)
  else await takeOver(database, schema)
}

/** Drops what older versions of the handlers wrote of this chain, once nobody reads or writes it. */
export async function dropOutdated(database: Database, client: Client, schema: string): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    'SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, $1) AND nspname <> $2',
    [chainPrefix(client.genesis), schema],
  )
  for (const { name } of rows) if (!(await isWritten(database, name))) await drop(database, name)
}

/** What is final for Ponder was taken back by the chain: that it cannot undo. */
async function isLeftBehind(database: Database, client: Client, schema: string): Promise<boolean> {
  const progress = await readProgress(database, schema)
  if (progress === undefined) return false
  const noted = await newestNoted(database, schema, progress.finalized)
  if (noted !== undefined && (await hashAt(client, noted.number)) !== noted.hash) return true
  const head = await client.public.getBlockNumber({ cacheTime: 0 })
  if (progress.finalized === 0n || head >= progress.finalized + finality) return false
  if (developmentChains.includes(client.chainId)) return true
  throw new BehindError({ head, finalized: progress.finalized })
}

/**
 * Ponder keeps what nodes answered by the number of the chain, and would take another chain of that number, or one that
 * took final blocks back, for the one it knows. The hash of the newest block it keeps binds all before it.
 */
async function dropForeignCache(database: Database, client: Client): Promise<void> {
  if (!(await hasTable(database, cache, 'blocks'))) return
  const { rows } = await database.query<{ number: string; hash: Hex }>(
    `SELECT number, hash FROM ${cache}.blocks WHERE chain_id = $1 ORDER BY number DESC LIMIT 1`,
    [client.chainId],
  )
  const [newest] = rows
  if (newest === undefined || (await hashAt(client, BigInt(newest.number))) === newest.hash) return
  const { rows: tables } = await database.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE table_schema = $1 AND column_name = 'chain_id'",
    [cache],
  )
  for (const { name } of tables) {
    await database.query(`DELETE FROM ${cache}."${name}" WHERE chain_id = $1`, [client.chainId])
  }
}

/** Readers must not see another chain's rows as this one's: better none until they are entered. */
async function dropForeignViews(database: Database, client: Client): Promise<void> {
  const { rows } = await database.query<{ definition: string }>(
    "SELECT definition FROM pg_views WHERE schemaname = $1 AND viewname = '_ponder_meta'",
    [views],
  )
  const isForeign = rows.some(({ definition }) => !definition.includes(chainPrefix(client.genesis)))
  if (isForeign) await drop(database, views)
}

/**
 * Ponder waits 25 seconds for the sign of life of an indexer that was killed; its connections say at once that it is
 * gone. What was not final it takes back when it starts, and until then the index says so.
 */
async function takeOver(database: Database, schema: string): Promise<void> {
  if (await isWritten(database, schema)) return
  await database.query(`
    UPDATE "${schema}"._ponder_meta SET value = value || '{"is_locked": 0, "is_ready": 0}';
    UPDATE "${schema}"._ponder_checkpoint SET latest_checkpoint = safe_checkpoint`)
}

async function isWritten(database: Database, schema: string): Promise<boolean> {
  const { rows } = await database.query<{ connections: number }>(
    'SELECT count(*)::int AS connections FROM pg_stat_activity WHERE application_name IN ($1, $2)',
    [`${schema}_internal`, `${schema}_user`],
  )
  return rows[0]!.connections > 0
}

async function drop(database: Database, schema: string): Promise<void> {
  await database.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
}

/** The node knows less of the chain than the index does. */
export class BehindError extends BaseError {
  override readonly name = 'prepare.BehindError'
  readonly retry = true
  constructor({ head, finalized }: { head: bigint; finalized: bigint }) {
    super(`The node is at block ${head}; the index holds blocks up to ${finalized} as final.`, {
      hint: 'Wait until the node has caught up, or use another one.',
    })
  }
}
