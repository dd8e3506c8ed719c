import type { Pool } from 'pg'

/** Lets one at a time act on what bears a name, in all processes of this database. */
export type Locks = <value>(name: string, act: () => Promise<value>) => Promise<value>

/**
 * Advisory locks of Postgres: they end with the connection, so that a killed process holds up nobody.
 *
 * `places` is how many connections may wait or work at a time: the rest of the server needs some too. Within a process
 * those who want the same lock wait without a connection. Whoever holds one must not ask these locks for another: there
 * is room for few, and those who hold them would wait for each other.
 */
export function createLocks(pool: Pool, places: number): Locks {
  const last = new Map<string, Promise<unknown>>()
  const room = createRoom(places)
  return async (name, act) => {
    const turn = (last.get(name) ?? Promise.resolve()).catch(() => {}).then(() => room(() => locked(pool, name, act)))
    last.set(name, turn)
    try {
      return await turn
    } finally {
      if (last.get(name) === turn) last.delete(name)
    }
  }
}

async function locked<value>(pool: Pool, name: string, act: () => Promise<value>): Promise<value> {
  const connection = await pool.connect()
  let broken = false
  try {
    // Whoever waits here waits for a transaction to be mined, which may take longer than any question may.
    await connection.query('SET statement_timeout = 0')
    await connection.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await act()
  } finally {
    await connection.query('SELECT pg_advisory_unlock_all(); RESET statement_timeout').catch(() => {
      broken = true
    })
    // A connection that cannot give its lock back is closed, which does.
    connection.release(broken)
  }
}

function createRoom(places: number) {
  let free = places
  const waiting: (() => void)[] = []
  return async <value>(act: () => Promise<value>): Promise<value> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    else free -= 1
    try {
      return await act()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
