import { EventEmitter } from 'node:events'
import type { JobKind } from '@tributary/sdk/wire'
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { channels } from './channels.ts'
import type { Perform, WorkerServices } from './Kind.ts'
import { keepHouse } from './keepHouse.ts'
import { kinds } from './kinds/index.ts'
import * as Life from './Life.ts'
import { listen } from './Listener.ts'
import { type Control, cancelRunning, performTask } from './performTask.ts'
import { prepareQueue, taskName } from './queue.ts'

/** A worker that runs. */
export type JobWorker = {
  /** Stops: jobs that run go back into the queue, for another worker to go on. */
  stop(): Promise<void>
}

export type WorkerOptions = {
  /** Jobs at a time; of each kind that computes, one at most. */
  readonly concurrency?: number
  /** Milliseconds between two looks for dead workers. */
  readonly watch?: number
}

/** Kinds that keep processors busy: one of each at a time in a process, so that short jobs need not wait for long ones. */
const heavy: readonly JobKind[] = ['dataset', 'train', 'generate']

/**
 * Takes jobs from the queue and does them, until it is stopped. Any number of processes may: each job is done by one of
 * them.
 *
 * @example
 * ```ts
 * const worker = await startWorker(services, { concurrency: 4 })
 * process.once('SIGTERM', () => worker.stop())
 * ```
 */
export async function startWorker(services: WorkerServices, options: WorkerOptions = {}): Promise<JobWorker> {
  await prepareQueue(services.pool)
  const runner = new Supervisor(services, options)
  await runner.start()
  return { stop: () => runner.stop() }
}

/** So often what nobody needs any more is thrown away. */
const houseMilliseconds = 600_000

/** Keeps one generation of the queue's runner alive after the other: when the database goes away, a new one begins. */
class Supervisor {
  readonly #services: WorkerServices
  readonly #options: WorkerOptions
  #generation: Generation | undefined
  #timer: NodeJS.Timeout | undefined
  #house: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(services: WorkerServices, options: WorkerOptions) {
    this.#services = services
    this.#options = options
  }

  async start(): Promise<void> {
    this.#generation = await startGeneration(this.#services, this.#options, kinds, () => this.#again())
    this.#watch()
    this.#house ??= setInterval(() => this.#keepHouse(), houseMilliseconds).unref()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    clearInterval(this.#house)
    await this.#generation?.end()
  }

  #keepHouse(): void {
    const { log } = this.#services
    keepHouse(this.#services).catch((error: unknown) => log.warn({ err: error }, 'could not keep house'))
  }

  #watch(): void {
    const { pool, clock, log } = this.#services
    const { watch = 2_000 } = this.#options
    const look = async (): Promise<void> => {
      const buried = await Life.bury(pool, clock()).catch((error: unknown) => {
        log.warn({ err: error }, 'could not look for dead workers')
        return 0
      })
      if (buried > 0) log.info({ workers: buried }, 'dead workers were found; their jobs go on')
      if (!this.#isStopped) this.#timer = setTimeout(look, watch).unref()
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(look, 0).unref()
  }

  #again(): void {
    if (this.#isStopped) return
    const old = this.#generation
    this.#generation = undefined
    void old?.end().catch(() => {})
    const retry = (): void => {
      if (this.#isStopped) return
      this.start().catch((error: unknown) => {
        this.#services.log.warn({ err: error }, 'the worker cannot start yet')
        setTimeout(retry, 1_000).unref()
      })
    }
    setTimeout(retry, 500).unref()
  }
}

type Generation = { end(): Promise<void> }

async function startGeneration(
  services: WorkerServices,
  { concurrency = 4 }: WorkerOptions,
  performs: Readonly<Record<JobKind, Perform>>,
  onLost: () => void,
): Promise<Generation> {
  const { pool, log, clock } = services
  const stopping = new AbortController()
  const control: Control = { running: new Map(), stopping: stopping.signal }
  const life = await Life.begin(pool, clock(), (error) => {
    log.warn({ err: error }, 'the worker lost the database')
    onLost()
  })
  const orders = await listen({
    pool,
    channels: [channels.cancel],
    onNotice: (_, id) => cancelRunning(control, id),
    onGap: () => void cancelMissed(services, control),
  })
  const registered: Promise<void>[] = []
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => registered.push(life.register(worker.workerId)))
  const busy = new Map<string, JobKind>()
  const runner = await run({
    pgPool: pool,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    logger: new Logger(
      () => (level, message) => log[level === 'error' ? 'warn' : 'debug']({ graphile: level }, message),
    ),
    forbiddenFlags: () => heavy.filter((kind) => [...busy.values()].includes(kind)),
    taskList: {
      [taskName]: async (payload, { job }) => {
        const { id } = payload as { id: string }
        const [kind] = Object.keys(job.flags ?? {}) as JobKind[]
        if (kind !== undefined) busy.set(id, kind)
        await performTask(services, performs, control, id).finally(() => busy.delete(id))
      },
    },
  })
  await Promise.all(registered)
  runner.promise.catch(onLost)
  return {
    end: () =>
      end(runner, stopping, async () => {
        await orders.close()
        await life.end()
      }),
  }
}

async function end(runner: Runner, stopping: AbortController, leave: () => Promise<void>): Promise<void> {
  stopping.abort()
  await runner.stop().catch(() => {})
  await leave()
}

/** A cancellation that was said while nobody listened is found in the table. */
async function cancelMissed({ pool }: WorkerServices, control: Control): Promise<void> {
  const ids = [...control.running.keys()]
  const question = 'SELECT id FROM studio.job WHERE id = ANY($1) AND cancel'
  const { rows } = await pool.query<{ id: string }>(question, [ids]).catch(() => ({ rows: [] }))
  for (const { id } of rows) cancelRunning(control, id)
}
