import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BaseError } from '@tributary/protocol'
import type { Pool } from 'pg'
import { type Database, transaction } from './transaction.ts'

/** One step of the schema: a file `<number>-<name>.sql` in `migrations/`, applied once and never changed again. */
type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly sha256: string }

/** Where the steps lie. Numbers of the API are 1 to 199, of jobs 200 to 399, of the doors 400 to 599. */
const folder = join(import.meta.dirname, 'migrations')

/** The lock under which the schema changes, so that processes starting at once do it one after another. */
const lock = 0x5452_4942

/**
 * Brings the schema `studio` up to date: every step that was not applied, in the order of numbers, all or none.
 * There is no way back; a mistake is mended by a further step.
 */
export async function migrate(pool: Pool): Promise<number> {
  const migrations = readMigrations()
  return transaction(pool, async (database) => {
    await database.query('SELECT pg_advisory_xact_lock($1)', [lock])
    await database.query(`
      CREATE SCHEMA IF NOT EXISTS studio;
      CREATE TABLE IF NOT EXISTS studio.migration (
        number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied timestamptz NOT NULL DEFAULT now())`)
    const applied = await readApplied(database)
    const waiting = migrations.filter((migration) => !isApplied(applied, migration))
    for (const migration of waiting) await apply(database, migration)
    return waiting.length
  })
}

function readMigrations(): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const [, number, name] = /^(\d{4})-([a-z-]+)\.sql$/.exec(file) ?? []
    if (number === undefined || name === undefined) throw new MigrationNameError({ file })
    const sql = readFileSync(join(folder, file), 'utf8')
    return { number: Number(number), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

async function readApplied(database: Database): Promise<ReadonlyMap<number, string>> {
  const { rows } = await database.query<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM studio.migration',
  )
  return new Map(rows.map(({ number, sha256 }) => [number, sha256]))
}

function isApplied(applied: ReadonlyMap<number, string>, { number, name, sha256 }: Migration): boolean {
  const before = applied.get(number)
  if (before !== undefined && before !== sha256) throw new ChangedMigrationError({ number, name })
  return before !== undefined
}

async function apply(database: Database, { number, name, sql, sha256 }: Migration): Promise<void> {
  await database.query(sql)
  await database.query('INSERT INTO studio.migration (number, name, sha256) VALUES ($1, $2, $3)', [
    number,
    name,
    sha256,
  ])
}

/** A file among the migrations is not named like one. */
export class MigrationNameError extends BaseError {
  override readonly name = 'migrate.MigrationNameError'
  constructor({ file }: { file: string }) {
    super(`The migration ${file} is not named <four digits>-<words>.sql.`)
  }
}

/** A migration was changed after it had been applied. */
export class ChangedMigrationError extends BaseError {
  override readonly name = 'migrate.ChangedMigrationError'
  readonly retry = false
  constructor({ number, name }: { number: number; name: string }) {
    super(`Migration ${number} (${name}) is not the one that this database was made with.`, {
      hint: 'Use the version of Tributary that made the database, or a new home; never change an applied migration.',
    })
  }
}
