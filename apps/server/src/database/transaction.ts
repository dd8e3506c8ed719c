import type { Pool, PoolClient } from 'pg'

/** What can be asked a question: a pool, or one connection in a transaction. */
export type Database = Pick<Pool, 'query'>

/**
 * Acts in one transaction: everything happens, or nothing.
 *
 * @example
 * ```ts
 * await transaction(pool, async (database) => {
 *   await database.query('UPDATE studio.people SET name = $1 WHERE address = $2', [name, address])
 * })
 * ```
 */
export async function transaction<value>(pool: Pool, act: (database: PoolClient) => Promise<value>): Promise<value> {
  const connection = await pool.connect()
  let broken: Error | undefined
  try {
    await connection.query('BEGIN')
    const value = await act(connection)
    await connection.query('COMMIT')
    return value
  } catch (error) {
    await connection.query('ROLLBACK').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    // A connection that cannot even roll back must not come back into the pool.
    connection.release(broken)
  }
}
