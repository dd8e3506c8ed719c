import { loadavg } from 'node:os'
import type { Operations } from '@tributary/sdk/wire'
import { readProgress } from '../../indexer/index.ts'
import type { Services } from '../api/Services.ts'

/** How long each part may take to say how it is, in milliseconds. */
const patienceMs = 3_000

/** How the parts of a studio are. A part that does not answer is no reason to say nothing of the others. */
export async function stateOf(services: Services): Promise<Pick<Operations, 'chain' | 'index' | 'database'>> {
  const [head, progress, bytes] = await Promise.all([
    within(services.client.public.getBlock()),
    within(readProgress(services.pool)),
    within(sizeOf(services)),
  ])
  const block = progress?.block ?? 0n
  return {
    chain: { reachable: head !== undefined, head: `${head?.number ?? 0n}`, time: Number(head?.timestamp ?? 0n) },
    index: {
      reachable: progress !== undefined,
      block: `${block}`,
      behind: head === undefined ? 0 : Math.max(0, Number(head.number - block)),
      time: progress?.time ?? 0,
    },
    database: { reachable: bytes !== undefined, bytes: bytes ?? 0 },
  }
}

/** Everything that operators see. */
export async function operationsOf(services: Services): Promise<Operations> {
  const [state, queue, store] = await Promise.all([stateOf(services), queueOf(services), storeOf(services)])
  return {
    version: services.settings.version,
    uptime: Math.round(process.uptime()),
    ...state,
    queue,
    store,
    process: { memory: process.memoryUsage.rss(), load: loadavg()[0]! },
  }
}

async function queueOf({ pool }: Services): Promise<Operations['queue']> {
  const { rows } = await pool.query<Operations['queue']>(
    `SELECT count(*) FILTER (WHERE state = 'queued')::int AS waiting,
       count(*) FILTER (WHERE state = 'running')::int AS running,
       count(*) FILTER (WHERE state = 'failed')::int AS failed,
       (SELECT count(DISTINCT lock) FROM studio.worker)::int AS workers FROM studio.job`,
  )
  return rows[0]!
}

async function storeOf({ pool }: Services): Promise<Operations['store']> {
  const { rows } = await pool.query<{ works: number; bytes: string }>(
    `SELECT (SELECT count(*) FROM studio.catalog)::int AS works,
       (SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT ON (sha256) size FROM studio.file) files) AS bytes`,
  )
  return { works: rows[0]!.works, bytes: Number(rows[0]!.bytes) }
}

async function sizeOf({ pool }: Services): Promise<number> {
  const { rows } = await pool.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes')
  return Number(rows[0]!.bytes)
}

async function within<value>(answer: Promise<value>): Promise<value | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs).unref())
  return Promise.race([answer.catch(() => undefined), late])
}
