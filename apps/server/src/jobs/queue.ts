import type { JobInput, PublishInput } from '@tributary/sdk/wire'
import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Address } from 'viem'
import { type Database, transaction } from '../database/transaction.ts'
import { channels } from './channels.ts'
import { isEnded, type JobRow } from './JobRow.ts'
import { tell } from './tell.ts'

/** The one task of the queue; what is to be done stands in the job. */
export const taskName = 'studio_job'

/** How often a job is tried that fails by no fault of its input, or whose worker dies. */
export const mostAttempts = 5

/** What is put into the queue. */
export type NewJob = {
  readonly id: string
  readonly owner: Address
  readonly title: string
  readonly input: JobInput | PublishInput
  /** Seconds since 1970. */
  readonly time: number
}

const ready = new WeakMap<Pool, Promise<void>>()

/** Makes the queue's own tables, once a process. */
export function prepareQueue(pool: Pool): Promise<void> {
  const begun = ready.get(pool) ?? runMigrations({ pgPool: pool })
  ready.set(pool, begun)
  begun.catch(() => ready.delete(pool))
  return begun
}

/** Puts a job into the queue, in the transaction of whoever asks for it: both happen, or nothing. */
export async function enqueue(database: Database, { id, owner, title, input, time }: NewJob): Promise<JobRow> {
  const { rows } = await database.query<JobRow>(
    `INSERT INTO studio.job (id, owner, kind, title, input, created) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (id) DO NOTHING RETURNING *`,
    [id, owner.toLowerCase(), input.kind, title, JSON.stringify(input), time],
  )
  const [made] = rows
  if (made === undefined) return (await findJob(database, id)) as JobRow
  await schedule(database, id, input.kind)
  await tell(database, made)
  return made
}

/** Lets a worker take the job. One that runs already is replaced when it ends. */
export async function schedule(database: Database, id: string, kind: string): Promise<void> {
  await database.query(
    `SELECT graphile_worker.add_job($1, payload := json_build_object('id', $2::text), job_key := $2::text,
       max_attempts := $3, flags := ARRAY[$4::text])`,
    [taskName, id, mostAttempts, kind],
  )
}

export async function findJob(database: Database, id: string): Promise<JobRow | undefined> {
  return (await database.query<JobRow>('SELECT * FROM studio.job WHERE id = $1', [id])).rows[0]
}

/**
 * Ends a job by its owner's will: one that waits ends at once, one that runs as soon as its worker hears of it.
 * One that has ended stays as it is.
 */
export function cancel(pool: Pool, id: string, time: number): Promise<JobRow | undefined> {
  return transaction(pool, async (database) => {
    const { rows } = await database.query<JobRow>('SELECT * FROM studio.job WHERE id = $1 FOR UPDATE', [id])
    const [job] = rows
    if (job === undefined || isEnded(job.state)) return job
    if (job.state === 'running') return markCanceled(database, job)
    const ended = await database.query<JobRow>(
      "UPDATE studio.job SET state = 'canceled', cancel = true, ended = $2 WHERE id = $1 RETURNING *",
      [id, time],
    )
    await database.query('SELECT graphile_worker.remove_job($1)', [id])
    await tell(database, ended.rows[0] as JobRow)
    return ended.rows[0]
  })
}

async function markCanceled(database: Database, job: JobRow): Promise<JobRow> {
  await database.query('UPDATE studio.job SET cancel = true WHERE id = $1', [job.id])
  await database.query('SELECT pg_notify($1, $2)', [channels.cancel, job.id])
  return { ...job, cancel: true }
}
