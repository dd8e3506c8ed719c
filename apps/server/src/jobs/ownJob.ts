import type { JobKind } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { notFound, RefusedError } from '../api/problems.ts'
import type { Database } from '../database/transaction.ts'
import type { JobRow } from './JobRow.ts'
import { findJob } from './queue.ts'

/** A job of this person, whatever became of it. Others' jobs do not exist for them. */
export async function jobOf(database: Database, owner: Address, id: string): Promise<JobRow> {
  const job = await findJob(database, id)
  if (job === undefined || job.owner !== owner.toLowerCase()) throw notFound('job', id)
  return job
}

/** A job of this person that succeeded, of the kind that is needed. */
export async function ownJob(database: Database, owner: Address, id: string, kind: JobKind): Promise<JobRow> {
  const job = await jobOf(database, owner, id)
  if (job.kind === kind && job.state === 'succeeded') return job
  throw new RefusedError({
    status: 409,
    title: 'The job cannot be used for this',
    detail: `The job ${id} is of the kind ${job.kind} and ${job.state}; needed is one of the kind ${kind} that succeeded.`,
    hint: job.kind === kind ? 'Wait until it is done, or start another one.' : `Name a ${kind} job.`,
  })
}
