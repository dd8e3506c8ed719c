import type { Progress } from '@tributary/sdk/wire'
import type { Services } from '../api/Services.ts'
import type { Database } from '../database/transaction.ts'
import type { JobRow } from './JobRow.ts'

/** What a worker needs of the services; it answers no requests. */
export type WorkerServices = Pick<
  Services,
  'pool' | 'store' | 'client' | 'home' | 'keys' | 'journal' | 'settings' | 'log' | 'clock'
>

/** What a job can use while it runs. */
export type Running = {
  readonly services: WorkerServices
  readonly job: JobRow
  /** Where the job keeps its files; the same for every try. */
  readonly folder: string
  /** Aborts when the owner cancels the job or the worker has to stop. */
  readonly signal: AbortSignal
  /** Tells how far it is; reports that only count are thinned out, those with details are all kept. */
  readonly report: (progress: Progress) => void
}

/** What came of a job, and what else becomes true in the same moment. */
export type Outcome = { readonly result: object; readonly also?: ((database: Database) => Promise<void>) | undefined }

/** How one kind of job is done. It may be begun again at any time, by another process. */
export type Perform = (running: Running) => Promise<Outcome>
