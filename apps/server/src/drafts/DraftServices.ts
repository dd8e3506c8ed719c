import type { WorkerServices } from '../jobs/Kind.ts'

/** What drafts need, in the server and in a worker. */
export type DraftServices = Pick<
  WorkerServices,
  'pool' | 'store' | 'client' | 'home' | 'keys' | 'journal' | 'settings' | 'clock' | 'log'
>
