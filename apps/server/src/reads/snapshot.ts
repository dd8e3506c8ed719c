import type { Pool, PoolClient } from 'pg'

/** Reads several things as they were at one moment, so that what they say together is true. */
export async function snapshot<value>(pool: Pool, read: (database: PoolClient) => Promise<value>): Promise<value> {
  const connection = await pool.connect()
  let broken = true
  try {
    await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const value = await read(connection)
    await connection.query('COMMIT')
    broken = false
    return value
  } finally {
    // Nothing was written: a connection in the middle of something is cheaper to replace than to mend.
    connection.release(broken)
  }
}
