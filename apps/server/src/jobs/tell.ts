import type { Database } from '../database/transaction.ts'
import { channels } from './channels.ts'
import { type JobRow, toJob } from './JobRow.ts'

/** Keeps what happened to a job for all who follow it, and wakes them when the transaction is done. */
export async function tell(database: Database, job: JobRow): Promise<void> {
  await database.query('INSERT INTO studio.job_event (job, data) VALUES ($1, $2)', [job.id, JSON.stringify(toJob(job))])
  await database.query('SELECT pg_notify($1, $2)', [channels.happened, job.id])
}
