import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Pool } from 'pg'
import { type Database, transaction } from '../database/transaction.ts'
import { keptTables, type Table } from './tables.ts'

const atOnce = 1_000

/**
 * Writes every row that is kept, as the database says it in JSON: a file per table, a row a line. All of them are of one
 * moment. The text is never parsed here: JavaScript would round its numbers.
 */
export async function writeRows(pool: Pool, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return transaction(pool, async (database) => {
    await database.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    let count = 0
    for (const table of await keptTables(database)) count += await writeTable(database, table, folder)
    return count
  })
}

/** Puts rows that were written into empty tables, all or none. */
export async function readRows(pool: Pool, folder: string): Promise<number> {
  return transaction(pool, async (database) => {
    let count = 0
    for (const table of await keptTables(database)) count += await readTable(database, table, folder)
    return count
  })
}

async function writeTable(database: Database, { name }: Table, folder: string): Promise<number> {
  await using file = await open(fileOf(folder, name), 'w', 0o600)
  await database.query(
    `DECLARE "rows_of_${name}" CURSOR FOR SELECT row_to_json(t)::text AS row FROM studio."${name}" t`,
  )
  for (let count = 0; ; ) {
    const { rows } = await database.query<{ row: string }>(`FETCH ${atOnce} FROM "rows_of_${name}"`)
    for (const { row } of rows) await file.write(`${row}\n`)
    count += rows.length
    if (rows.length < atOnce) return count
  }
}

async function readTable(database: Database, table: Table, folder: string): Promise<number> {
  const path = fileOf(folder, table.name)
  if (!existsSync(path)) return 0
  let [count, waiting]: [number, string[]] = [0, []]
  for await (const line of createInterface({ input: createReadStream(path) })) {
    count += waiting.push(line) && 1
    if (waiting.length === atOnce) waiting = await insert(database, table, waiting)
  }
  await insert(database, table, waiting)
  if (table.counter !== undefined) await setCounter(database, table.name, table.counter)
  return count
}

/** Columns that did not exist when the rows were written get what they have by default. */
async function insert(database: Database, { name, columns }: Table, lines: readonly string[]): Promise<string[]> {
  if (lines.length === 0) return []
  const { rows } = await database.query<{ key: string }>('SELECT json_object_keys($1::json) AS key', [lines[0]])
  const present = new Set(rows.map(({ key }) => key))
  const list = columns.filter((column) => present.has(column)).map((column) => `"${column}"`)
  await database.query(
    `INSERT INTO studio."${name}" (${list}) OVERRIDING SYSTEM VALUE
     SELECT ${list} FROM json_populate_recordset(NULL::studio."${name}", $1::json)`,
    [`[${lines.join(',')}]`],
  )
  return []
}

async function setCounter(database: Database, name: string, column: string): Promise<void> {
  await database.query(
    `SELECT setval(pg_get_serial_sequence('studio."${name}"', '${column}'), max("${column}")) FROM studio."${name}"`,
  )
}

function fileOf(folder: string, table: string): string {
  return join(folder, `${table}.jsonl`)
}
