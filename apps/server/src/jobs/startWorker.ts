import { type Generation, startGeneration } from './Generation.ts'
import type { WorkerServices } from './Kind.ts'
import { keepHouse } from './keepHouse.ts'
import * as Life from './Life.ts'
import { prepareQueue } from './queue.ts'

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

/** Short jobs must not wait for long ones; of those that compute there is one of each kind at most. */
const concurrencyByDefault = 4

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
    this.#generation = await startGeneration(this.#services, this.#options.concurrency ?? concurrencyByDefault, () =>
      this.#again(),
    )
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
