import type { Hex } from 'viem'
import type { Database } from '../../src/database/transaction.ts'
import { views } from './schemaName.ts'

/** How far an index is. */
export type Progress = {
  /** Whether the past is entered; from then on every block is entered as it comes. */
  readonly isReady: boolean
  /** The last block that was entered, and the last that can no longer be taken back. */
  readonly block: bigint
  readonly finalized: bigint
  /** The time of that block, in seconds since 1970. */
  readonly time: number
}

/** A block as the index noted it. */
export type Noted = { readonly number: bigint; readonly hash: Hex }

/** How far the index is that everybody reads; undefined before there is one. */
export async function readProgress(database: Database, schema: string = views): Promise<Progress | undefined> {
  if (!(await hasTable(database, schema, '_ponder_checkpoint'))) return undefined
  const { rows } = await database.query<{ ready: boolean; latest: string; finalized: string }>(`
    SELECT (SELECT value->>'is_ready' = '1' FROM "${schema}"._ponder_meta WHERE key = 'app') AS ready,
      latest_checkpoint AS latest, finalized_checkpoint AS finalized FROM "${schema}"._ponder_checkpoint LIMIT 1`)
  const [row] = rows
  if (row === undefined) return undefined
  return {
    isReady: row.ready,
    block: blockOf(row.latest),
    finalized: blockOf(row.finalized),
    time: Number(row.latest.slice(0, 10)),
  }
}

/** The newest noted block, of all or up to a number. */
export async function newestNoted(database: Database, schema: string, until?: bigint): Promise<Noted | undefined> {
  const { rows } = await database.query<{ number: string; hash: Hex }>(
    `SELECT number, hash FROM "${schema}".block WHERE number <= $1 ORDER BY number DESC LIMIT 1`,
    [until ?? 2n ** 62n],
  )
  return rows[0] && { number: BigInt(rows[0].number), hash: rows[0].hash }
}

export async function hasTable(database: Database, schema: string, table: string): Promise<boolean> {
  const { rows } = await database.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `"${schema}"."${table}"`,
  ])
  return rows[0]?.found === true
}

/** Ponder writes a place in the chain as digits: 10 of the time, 16 of the chain id, 16 of the block, and the rest. */
function blockOf(checkpoint: string): bigint {
  return BigInt(checkpoint.slice(26, 42))
}
