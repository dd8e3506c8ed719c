import { mkdirSync } from 'node:fs'
import type { JobKind, Problem, Progress } from '@tributary/sdk/wire'
import { problemOf } from '../api/problems.ts'
import { Attempt, SupersededError } from './Attempt.ts'
import { folderOf } from './files.ts'
import type { Perform, WorkerServices } from './Kind.ts'
import { mostAttempts } from './queue.ts'
import { CrossedError } from './threads/ThreadPool.ts'

/** What the jobs that run in this process can be told. */
export type Control = {
  /** Jobs of this process, with how to end them. */
  readonly running: Map<string, AbortController>
  /** The process has to stop: jobs go back into the queue. */
  readonly stopping: AbortSignal
}

/** Why a job's signal aborted. */
const canceled = 'canceled'

/** Does a job that the queue gave out, to its end or until it must be put back. */
export async function performTask(
  services: WorkerServices,
  kinds: Readonly<Record<JobKind, Perform>>,
  control: Control,
  id: string,
): Promise<void> {
  const abort = new AbortController()
  const stop = (): void => abort.abort()
  // Known before it begins, so that no cancellation falls between the two.
  control.running.set(id, abort)
  control.stopping.addEventListener('abort', stop, { once: true })
  // The queue may give one out while the process stops; nobody would tell it any more.
  if (control.stopping.aborted) stop()
  try {
    const attempt = await Attempt.begin(services.pool, services.clock, id)
    if (attempt?.job.cancel) await attempt.cancel()
    else if (attempt) await tryOnce(services, kinds[attempt.job.kind], attempt, abort.signal)
  } finally {
    control.stopping.removeEventListener('abort', stop)
    control.running.delete(id)
  }
}

async function tryOnce(services: WorkerServices, act: Perform, attempt: Attempt, signal: AbortSignal): Promise<void> {
  try {
    await perform(services, act, attempt, signal)
  } catch (error) {
    await settle(services, attempt, signal, error)
  }
}

/** Ends a running job of this process. */
export function cancelRunning({ running }: Control, id: string): void {
  running.get(id)?.abort(canceled)
}

async function perform(services: WorkerServices, act: Perform, attempt: Attempt, signal: AbortSignal): Promise<void> {
  const { job } = attempt
  const folder = folderOf(services.home, job.id)
  mkdirSync(folder, { recursive: true })
  const reports = new Reports(attempt)
  const { result, also } = await act({ services, job, folder, signal, report: (progress) => reports.add(progress) })
  await reports.written()
  await attempt.succeed(result, also)
}

/** What became of a job that did not succeed. */
async function settle(services: WorkerServices, attempt: Attempt, signal: AbortSignal, error: unknown): Promise<void> {
  const { log } = services
  const { id, kind } = attempt.job
  // Somebody else has it now; whatever this try did counts no more.
  if (error instanceof SupersededError) return log.info({ job: id }, 'a newer try goes on with the job')
  if (signal.aborted) return signal.reason === canceled ? attempt.cancel() : attempt.putBack()
  const problem = problemFor(error)
  log.warn({ err: error, job: id, kind }, 'job failed')
  if (problem.retry !== true || attempt.job.attempt >= mostAttempts) return attempt.fail(problem)
  await attempt.wait()
  // The queue hears that it failed, and tries again after a while.
  throw error
}

/** Errors of the packages are about what was asked for: trying again would end the same way. */
function problemFor(error: unknown): Problem {
  if (error instanceof CrossedError && error.isExpected) {
    return {
      type: 'about:blank',
      title: 'It cannot be done',
      status: 422,
      detail: error.message.split('\nHint: ')[0] ?? error.message,
      ...(error.hint && { hint: error.hint }),
      retry: false,
    }
  }
  const problem = problemOf(error)
  return { ...problem, retry: problem.retry ?? problem.status >= 500 }
}

/** Reports that only count are kept at most four times a second. */
const leastMilliseconds = 250

/** Writes reports one after the other, while the job goes on. */
class Reports {
  readonly #attempt: Attempt
  #last = 0
  #writing: Promise<void> = Promise.resolve()

  constructor(attempt: Attempt) {
    this.#attempt = attempt
  }

  add(progress: Progress): void {
    const now = performance.now()
    if (progress.details === undefined && progress.done < progress.total && now - this.#last < leastMilliseconds) return
    this.#last = now
    this.#writing = this.#writing.then(() => this.#attempt.report(progress))
    // Whoever waits for the end hears of it; until then it is no rejection that nobody handles.
    this.#writing.catch(() => {})
  }

  /** Throws when one of them could not be written. */
  written(): Promise<void> {
    return this.#writing
  }
}
