import type { Database } from '../../src/database/transaction.ts'
import { views } from './schemaName.ts'

/** Drops every event index of a database, of whichever chain, and what Ponder remembers of their chains. */
export async function dropIndex(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    "SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '^tributary_[0-9a-f]{8}_' OR nspname IN ($1, 'ponder_sync') ORDER BY nspname",
    [views],
  )
  for (const { name } of rows) await database.query(`DROP SCHEMA "${name}" CASCADE`)
  return rows.map(({ name }) => name)
}
