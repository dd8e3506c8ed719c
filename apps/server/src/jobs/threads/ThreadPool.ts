import { Worker } from 'node:worker_threads'
import { BaseError } from '@tributary/protocol'
import type { Answer, Order } from './serve.ts'

/** How threads are made and what each may use. */
export type PoolOptions = {
  /** The module that the threads run; it calls `serve`. */
  readonly module: URL
  /** How many threads at a time. */
  readonly size: number
  /** Seconds that one piece of work may take; without it there is no limit. */
  readonly seconds?: number
  /** The most megabytes of JavaScript objects in a thread. */
  readonly megabytes?: number
  /** How many pieces of work may wait; further ones are turned away. */
  readonly waiting?: number
}

/** How one piece of work is done. */
export type RunOptions<note> = {
  /** Ends the thread when it aborts; what it did is thrown away. */
  readonly signal?: AbortSignal
  /** Hears what the work tells on its way. */
  readonly onNote?: (note: note) => void
}

/** A thread that nobody used for so long is ended: its memory is worth more than its start. */
const idleMilliseconds = 20_000

/**
 * Threads that do one kind of work, one piece at a time each, apart from the thread that answers requests. No thread is
 * started before there is work; one that failed, ran too long or was stopped is replaced.
 */
export class ThreadPool<input, output, note = never> {
  readonly #options: PoolOptions
  readonly #idle = new Map<Worker, NodeJS.Timeout>()
  readonly #busy = new Set<Worker>()
  readonly #waiting: (() => void)[] = []
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Does a piece of work; waits while all threads are busy. */
  async run(input: input, options: RunOptions<note> = {}): Promise<output> {
    const worker = await this.#take(options.signal)
    let isSound = false
    try {
      const output = await this.#order(worker, input, options)
      isSound = true
      return output
    } catch (error) {
      isSound = error instanceof CrossedError
      throw error
    } finally {
      this.#giveBack(worker, isSound)
    }
  }

  /** Ends all threads, and whatever they are doing. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#idle.values()) clearTimeout(timer)
    for (const wake of this.#waiting.splice(0)) wake()
    await Promise.all([...this.#idle.keys(), ...this.#busy].map((worker) => worker.terminate()))
  }

  async #take(signal: AbortSignal | undefined): Promise<Worker> {
    const { waiting = Number.POSITIVE_INFINITY } = this.#options
    if (this.#waiting.length >= waiting) throw new BusyError({ waiting })
    while (this.#busy.size >= this.#options.size && !this.#isClosed) {
      await new Promise<void>((wake) => this.#waiting.push(wake))
    }
    if (this.#isClosed) throw new StoppedError({ reason: 'the server is stopping' })
    if (signal?.aborted === true) {
      this.#waiting.shift()?.()
      throw new StoppedError({ reason: 'nobody waits for it any more' })
    }
    const [idle] = this.#idle.keys()
    const worker = idle ?? this.#start()
    clearTimeout(this.#idle.get(worker))
    this.#idle.delete(worker)
    this.#busy.add(worker)
    worker.ref()
    return worker
  }

  #start(): Worker {
    const { module, megabytes } = this.#options
    return new Worker(module, megabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: megabytes } })
  }

  #giveBack(worker: Worker, isSound: boolean): void {
    this.#busy.delete(worker)
    // One by one: the worker has listeners of its own, without which it would never be heard again.
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
    if (isSound && !this.#isClosed) this.#rest(worker)
    else void worker.terminate()
    this.#waiting.shift()?.()
  }

  /** Whoever rests keeps no process alive. */
  #rest(worker: Worker): void {
    worker.unref()
    this.#idle.set(worker, setTimeout(() => this.#retire(worker), idleMilliseconds).unref())
  }

  #retire(worker: Worker): void {
    this.#idle.delete(worker)
    void worker.terminate()
  }

  #order(worker: Worker, input: input, { signal, onNote }: RunOptions<note>): Promise<output> {
    const { seconds } = this.#options
    return new Promise<output>((resolve, reject) => {
      const timer = seconds && setTimeout(() => reject(new TooSlowError({ seconds })), seconds * 1000)
      const stop = (): void => reject(new StoppedError({ reason: 'it was no longer wanted' }))
      const settle = (act: () => void): void => {
        if (timer) clearTimeout(timer)
        signal?.removeEventListener('abort', stop)
        act()
      }
      worker.on('message', (answer: Answer<output, note>) => {
        if ('note' in answer) onNote?.(answer.note)
        else if ('output' in answer) settle(() => resolve(answer.output))
        else settle(() => reject(new CrossedError(answer.error)))
      })
      worker.on('error', (cause) => settle(() => reject(new LostError({ cause }))))
      worker.on('exit', (code) => settle(() => reject(new LostError({ cause: code }))))
      signal?.addEventListener('abort', stop)
      worker.postMessage({ input } satisfies Order<input>)
    })
  }
}

/** An error of the work itself, as it came out of the thread: the thread is fine. */
export class CrossedError extends BaseError {
  override readonly name: string
  constructor({ name, message, hint }: { name: string; message: string; hint?: string | undefined }) {
    super(message.split('\nHint: ')[0] ?? message, { hint })
    this.name = name
  }

  /** Whether it is about what was asked, and not a fault of ours: errors of the packages have names of two parts. */
  get isExpected(): boolean {
    return /^[A-Za-z0-9]+\.[A-Za-z0-9]+$/.test(this.name)
  }
}

/** The work took longer than it may. */
export class TooSlowError extends BaseError {
  override readonly name = 'ThreadPool.TooSlowError'
  readonly retry = false
  constructor({ seconds }: { seconds: number }) {
    super(`It took longer than ${seconds} s, which is the most.`, { hint: 'Try with a smaller file.' })
  }
}

/** The thread died: out of memory, as a rule. */
export class LostError extends BaseError {
  override readonly name = 'ThreadPool.LostError'
  readonly retry = true
  constructor({ cause }: { cause: unknown }) {
    super(`The thread ended before its work: ${cause instanceof Error ? cause.message : `exit ${String(cause)}`}.`, {
      hint: 'It may have needed more memory than it is given.',
      cause,
    })
  }
}

/** More work waits than may. */
export class BusyError extends BaseError {
  override readonly name = 'ThreadPool.BusyError'
  readonly retry = true
  constructor({ waiting }: { waiting: number }) {
    super(`${waiting} pieces of work wait already, which is the most.`, { hint: 'Try again in a moment.' })
  }
}

/** The work was stopped from outside. */
export class StoppedError extends BaseError {
  override readonly name = 'ThreadPool.StoppedError'
  readonly retry = true
  constructor({ reason }: { reason: string }) {
    super(`The work was stopped: ${reason}.`)
  }
}
