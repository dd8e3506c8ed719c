import type { Journal } from '@tributary/sdk'
import type { Pool } from 'pg'
import type { Hex } from 'viem'

type Row = { readonly step: Hex; readonly kind: string; readonly value: Journal.Json }

/**
 * A journal in a table, for the server and its workers: each entry is durable when its promise resolves, and every
 * process sees it.
 *
 * @example
 * ```ts
 * const client = await connect({ rpc, store, journal: PostgresJournal.open(pool) })
 * ```
 */
export function open(pool: Pick<Pool, 'query'>): Journal.Journal {
  return {
    read: async (step) => {
      const last = 'SELECT value FROM studio.journal WHERE step = $1 ORDER BY number DESC LIMIT 1'
      const { rows } = await pool.query<Pick<Row, 'value'>>(last, [step])
      return rows[0]?.value
    },
    write: async ({ step, kind, value }) => {
      const insert = 'INSERT INTO studio.journal (step, kind, value) VALUES ($1, $2, $3)'
      await pool.query(insert, [step, kind, JSON.stringify(value)])
    },
    entries: async () => {
      const { rows } = await pool.query<Row>('SELECT step, kind, value FROM studio.journal ORDER BY number')
      return rows
    },
  }
}
