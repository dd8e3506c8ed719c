import { BaseError } from '@tributary/protocol'
import pg from 'pg'
import { migrate } from './migrate.ts'

/**
 * Opens the database and brings the schema `studio` up to date. Close it with `pool.end()`.
 *
 * @example
 * ```ts
 * const pool = await openDatabase({ url: 'postgres://127.0.0.1/tributary' })
 * ```
 */
export async function openDatabase({ url, connections = 10 }: openDatabase.Options): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    // No question of ours takes that long; one that does must not hold a connection for ever.
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'tributary',
    // What shares the machine with others is not spread out. Questions with a name are planned a few times, then for
    // any values; those whose plan depends on the values (a search) therefore have none.
    options: '-c max_parallel_workers_per_gather=0',
  })
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that breaks while somebody holds it: whoever asks it next is told.
  pool.on('connect', (connection) => connection.on('error', () => {}))
  try {
    await migrate(pool)
    return pool
  } catch (cause) {
    await pool.end()
    throw cause instanceof BaseError ? cause : new UnreachableDatabaseError({ url, cause })
  }
}

export declare namespace openDatabase {
  type Options = {
    readonly url: string
    /** The most connections at a time. */
    readonly connections?: number
  }
}

/** The database cannot be opened. */
export class UnreachableDatabaseError extends BaseError {
  override readonly name = 'openDatabase.UnreachableDatabaseError'
  readonly retry = true
  constructor({ url, cause }: { url: string; cause: unknown }) {
    const place = url.replace(/\/\/[^@/]*@/, '//')
    super(`The database at ${place} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`, {
      hint: 'Check that Postgres runs and that DATABASE_URL is right.',
      cause,
    })
  }
}
