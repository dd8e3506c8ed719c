import { EventEmitter } from 'node:events'
import type { JobKind } from '@tributary/sdk/wire'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { channels } from './channels.ts'
import type { WorkerServices } from './Kind.ts'
import { kinds } from './kinds/index.ts'
import * as Life from './Life.ts'
import { type Listener, listen } from './Listener.ts'
import { type Control, cancelRunning, performTask } from './performTask.ts'
import { taskName } from './queue.ts'

/** One run of the queue: it lasts as long as its connection to the database. */
export type Generation = {
  /** Ends it: jobs that run go back into the queue. */
  end(): Promise<void>
}

/** Begins to take jobs; `onLost` is told when the database went away and a new generation is needed. */
export async function startGeneration(
  services: WorkerServices,
  concurrency: number,
  onLost: () => void,
): Promise<Generation> {
  const { pool, log, clock } = services
  await using opened = new AsyncDisposableStack()
  const stopping = new AbortController()
  const control: Control = { running: new Map(), stopping: stopping.signal }
  const life = await Life.begin(pool, clock(), (error) => {
    log.warn({ err: error }, 'the worker lost the database')
    onLost()
  })
  opened.defer(() => life.end())
  const orders = await hearOrders(services, control)
  opened.defer(() => orders.close())
  const runner = await runQueue(services, { concurrency, control, life })
  opened.defer(() => runner.stop().catch(() => {}))
  opened.defer(() => stopping.abort())
  runner.promise.catch(onLost)
  const closing = opened.move()
  return { end: () => closing.disposeAsync() }
}

/** Kinds that keep processors busy: one of each at a time in a process. */
const heavy: readonly JobKind[] = ['dataset', 'train', 'generate']

type Means = { readonly concurrency: number; readonly control: Control; readonly life: Life.Life }

async function runQueue(services: WorkerServices, { concurrency, control, life }: Means): Promise<Runner> {
  const { pool, log } = services
  const events: WorkerEvents = new EventEmitter()
  let registered = Promise.resolve()
  // The queue writes the name of the pool beside each job that it gives out.
  events.on('pool:create', ({ workerPool }) => {
    registered = life.register(workerPool.id)
  })
  const busy = new Map<string, JobKind>()
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    logger: loggerOf(log),
    forbiddenFlags: () => heavy.filter((kind) => [...busy.values()].includes(kind)),
    taskList: {
      [taskName]: async (payload, { job }) => {
        const { id } = payload as { id: string }
        const [kind] = Object.keys(job.flags ?? {}) as JobKind[]
        if (kind !== undefined) busy.set(id, kind)
        await performTask(services, kinds, control, id).finally(() => busy.delete(id))
      },
    },
  })
  await registered
  return runner
}

function loggerOf(log: WorkerServices['log']): Logger {
  return new Logger(() => (level, message) => log[level === 'error' ? 'warn' : 'debug']({ graphile: level }, message))
}

function hearOrders(services: WorkerServices, control: Control): Promise<Listener> {
  return listen({
    pool: services.pool,
    channels: [channels.cancel],
    onNotice: (_, id) => cancelRunning(control, id),
    onGap: () => void cancelMissed(services, control),
  })
}

/** A cancellation that was said while nobody listened is found in the table. */
async function cancelMissed({ pool }: WorkerServices, control: Control): Promise<void> {
  const ids = [...control.running.keys()]
  const question = 'SELECT id FROM studio.job WHERE id = ANY($1) AND cancel'
  const { rows } = await pool.query<{ id: string }>(question, [ids]).catch(() => ({ rows: [] }))
  for (const { id } of rows) cancelRunning(control, id)
}
