import { randomInt } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { transaction } from '../database/transaction.ts'
import type { JobRow } from './JobRow.ts'
import { mostAttempts, taskName } from './queue.ts'
import { tell } from './tell.ts'

/**
 * The life of a worker process, as the database sees it: an advisory lock that Postgres lets go the moment the process is
 * gone, however it went. What the dead had taken from the queue is given back at once, not after the queue's four hours.
 */
export type Life = {
  /** Says that this process takes jobs under this name. */
  register(worker: string): Promise<void>
  /** Ends it: everything registered is given back. */
  end(): Promise<void>
}

/** Begins a life; `onLost` is told when the connection breaks and others may think the process dead. */
export async function begin(pool: Pool, time: number, onLost: (error: Error) => void): Promise<Life> {
  const lock = randomInt(2 ** 47)
  const connection = await pool.connect()
  let isOver = false
  connection.once('error', (error) => {
    if (isOver) return
    isOver = true
    connection.release(error)
    onLost(error)
  })
  await connection.query('SELECT pg_advisory_lock($1)', [lock])
  return {
    register: async (worker) => {
      await pool.query('INSERT INTO studio.worker (id, lock, started) VALUES ($1, $2, $3)', [worker, lock, time])
    },
    end: async () => {
      if (isOver) return
      isOver = true
      await leave(connection, lock)
    },
  }
}

async function leave(connection: PoolClient, lock: number): Promise<void> {
  const { rows } = await connection.query<{ id: string }>('SELECT id FROM studio.worker WHERE lock = $1', [lock])
  await connection.query('SELECT graphile_worker.force_unlock_workers($1)', [rows.map(({ id }) => id)])
  await connection.query('DELETE FROM studio.worker WHERE lock = $1', [lock])
  connection.release(true)
}

/** Whoever is not registered yet may still be about to; so long is waited. */
const graceSeconds = 30

/** Gives back what dead workers had taken; a job that killed its worker too often has failed. */
export function bury(pool: Pool, time: number): Promise<number> {
  return transaction(pool, async (database) => {
    const dead = await database.query<{ id: string }>(
      `DELETE FROM studio.worker WHERE pg_try_advisory_xact_lock(lock) RETURNING id`,
    )
    const strays = await database.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
         AND locked_by NOT IN (SELECT id FROM studio.worker)`,
      [graceSeconds],
    )
    const ids = [...dead.rows, ...strays.rows].map(({ id }) => id)
    if (ids.length === 0) return 0
    await database.query('SELECT graphile_worker.force_unlock_workers($1)', [ids])
    const worn = await database.query<JobRow>(
      `UPDATE studio.job SET state = 'failed', ended = $1, problem = $2
       WHERE ended IS NULL AND id IN (
         SELECT jobs.key FROM graphile_worker._private_jobs AS jobs
         JOIN graphile_worker._private_tasks AS tasks ON tasks.id = jobs.task_id
         WHERE tasks.identifier = $3 AND jobs.locked_by IS NULL AND jobs.attempts >= jobs.max_attempts)
       RETURNING *`,
      [time, JSON.stringify(wornOut), taskName],
    )
    for (const job of worn.rows) await tell(database, job)
    return ids.length
  })
}

const wornOut = {
  type: 'about:blank',
  title: 'The job ended its worker again and again',
  status: 500,
  detail: `It was begun ${mostAttempts} times, and each time its worker died.`,
  hint: 'It may need more memory than there is. Ask for less at once.',
  retry: false,
}
