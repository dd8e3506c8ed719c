import { BaseError } from '@tributary/protocol'
import type { Problem, Progress } from '@tributary/sdk/wire'
import type { Pool } from 'pg'
import { type Database, transaction } from '../database/transaction.ts'
import type { JobRow } from './JobRow.ts'
import { schedule } from './queue.ts'
import { tell } from './tell.ts'

/**
 * One try at a job. Each try has a number, and only the newest may report and end: a worker that was thought dead
 * and comes back can change nothing.
 */
export class Attempt {
  readonly job: JobRow
  readonly #pool: Pool
  readonly #clock: () => number

  constructor(pool: Pool, clock: () => number, job: JobRow) {
    this.#pool = pool
    this.#clock = clock
    this.job = job
  }

  /** Begins a job that nobody has ended; undefined when there is nothing to do. */
  static begin(pool: Pool, clock: () => number, id: string): Promise<Attempt | undefined> {
    return transaction(pool, async (database) => {
      const { rows } = await database.query<JobRow>(
        `UPDATE studio.job SET state = 'running', attempt = attempt + 1, started = coalesce(started, $2)
         WHERE id = $1 AND ended IS NULL RETURNING *`,
        [id, clock()],
      )
      if (rows[0] === undefined) return undefined
      await tell(database, rows[0])
      return new Attempt(pool, clock, rows[0])
    })
  }

  /** Tells how far it is. */
  report(progress: Progress): Promise<void> {
    return this.#change('progress = $3', [JSON.stringify(progress)])
  }

  /** Ends it well; `also` happens in the same transaction. */
  succeed(result: object, also?: (database: Database) => Promise<void>): Promise<void> {
    return this.#change("state = 'succeeded', ended = $3, result = $4", [this.#clock(), JSON.stringify(result)], also)
  }

  fail(problem: Problem): Promise<void> {
    return this.#change("state = 'failed', ended = $3, problem = $4", [this.#clock(), JSON.stringify(problem)])
  }

  cancel(): Promise<void> {
    return this.#change("state = 'canceled', ended = $3", [this.#clock()])
  }

  /** Puts it back into the queue for another worker, as this one has to stop. */
  putBack(): Promise<void> {
    const { id, kind } = this.job
    return this.#change("state = 'queued'", [], (database) => schedule(database, id, kind))
  }

  /** Lets the queue try again later. */
  wait(): Promise<void> {
    return this.#change("state = 'queued'", [])
  }

  async #change(set: string, values: readonly unknown[], also?: (database: Database) => Promise<void>): Promise<void> {
    await transaction(this.#pool, async (database) => {
      const { rows } = await database.query<JobRow>(
        `UPDATE studio.job SET ${set} WHERE id = $1 AND attempt = $2 AND ended IS NULL RETURNING *`,
        [this.job.id, this.job.attempt, ...values],
      )
      if (rows[0] === undefined) throw new SupersededError({ job: this.job.id, attempt: this.job.attempt })
      await tell(database, rows[0])
      await also?.(database)
    })
  }
}

/** Somebody else has begun the job since, or ended it. */
export class SupersededError extends BaseError {
  override readonly name = 'Attempt.SupersededError'
  readonly retry = false
  constructor({ job, attempt }: { job: string; attempt: number }) {
    super(`Try ${attempt} at the job ${job} is no longer the newest, or the job has ended.`)
  }
}
