import { collectUploads } from '../uploads/collect.ts'
import type { WorkerServices } from './Kind.ts'

/** Seconds after which what nobody came back for is forgotten: steps of jobs that ended, drafts that nobody signed. */
const forgottenAfter = 7 * 86_400

/** Throws away what is of no use to anybody any more. Several workers may do so at the same time. */
export async function keepHouse(services: WorkerServices): Promise<void> {
  const { pool, clock, log } = services
  const uploads = await collectUploads(services)
  const long = clock() - forgottenAfter
  const events = await pool.query(
    'DELETE FROM studio.job_event USING studio.job WHERE job.id = job_event.job AND job.ended < $1',
    [long],
  )
  const drafts = await pool.query(
    "DELETE FROM studio.draft WHERE state IN ('unsigned', 'preparing') AND created < $1",
    [long],
  )
  log.debug({ uploads, events: events.rowCount, drafts: drafts.rowCount }, 'kept house')
}
