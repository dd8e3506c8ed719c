import type { Database } from '../database/transaction.ts'

/** Tables that hold nothing worth keeping: made again from the store and the chain, or good for hours only. */
const left = [
  'migration',
  ...['catalog', 'flow', 'file', 'tree', 'tree_leaf', 'checkout_cursor'],
  ...['nonce', 'session', 'idempotency', 'worker'],
]

/** A table that is kept: its name, and the columns that can be written. */
export type Table = { readonly name: string; readonly columns: readonly string[]; readonly counter: string | undefined }

/** Every table of the schema `studio` that is kept, each after those it refers to. */
export async function keptTables(database: Database): Promise<Table[]> {
  const { rows } = await database.query<{ name: string; columns: string[]; counter: string | null }>(
    `SELECT table_name AS name,
       array_agg(column_name::text ORDER BY ordinal_position) FILTER (WHERE is_generated = 'NEVER') AS columns,
       max(column_name) FILTER (WHERE is_identity = 'YES') AS counter
     FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'studio' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1)
     GROUP BY table_name ORDER BY table_name`,
    [left],
  )
  const needs = await readReferences(database)
  const tables = new Map(rows.map(({ counter, ...table }) => [table.name, { ...table, counter: counter ?? undefined }]))
  return inOrder(tables, needs)
}

async function readReferences(database: Database): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await database.query<{ table: string; needs: string[] }>(
    `SELECT t.relname AS table, array_agg(DISTINCT f.relname::text) AS needs FROM pg_constraint c
     JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class f ON f.oid = c.confrelid
     WHERE c.contype = 'f' AND c.connamespace = 'studio'::regnamespace AND t.oid <> f.oid GROUP BY t.relname`,
  )
  return new Map(rows.map(({ table, needs }) => [table, needs]))
}

function inOrder(tables: ReadonlyMap<string, Table>, needs: ReadonlyMap<string, readonly string[]>): Table[] {
  const ordered = new Map<string, Table>()
  const add = (name: string): void => {
    const table = tables.get(name)
    if (table === undefined || ordered.has(name)) return
    for (const needed of needs.get(name) ?? []) add(needed)
    ordered.set(name, table)
  }
  for (const name of tables.keys()) add(name)
  return [...ordered.values()]
}
