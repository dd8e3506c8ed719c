import type { Database } from '../database/transaction.ts'
import { channels } from './channels.ts'
import { type JobRow, toJob, withoutLongInput } from './JobRow.ts'

/** Keeps what happened to a job for all who follow it, and wakes them when the transaction is done. */
export async function tell(database: Database, job: JobRow): Promise<void> {
  const insert = 'INSERT INTO studio.job_event (job, data) VALUES ($1, $2)'
  await database.query(insert, [job.id, JSON.stringify(withoutLongInput(toJob(job)))])
  await database.query('SELECT pg_notify($1, $2)', [channels.happened, job.id])
}
