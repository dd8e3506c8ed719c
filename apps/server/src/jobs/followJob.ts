import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Pool } from 'pg'
import { RefusedError } from '../api/problems.ts'
import type { Environment } from '../api/Services.ts'
import type { JobFeed } from './JobFeed.ts'
import { isEnded } from './JobRow.ts'
import { findJob } from './queue.ts'

type Event = { readonly id: string; readonly data: { readonly state: Parameters<typeof isEnded>[0] } }

/** Streams at a time: in all, and of one person. */
const most = { all: 2_000, each: 24 }

/** A silent connection is closed by proxies; so often something is said. */
const beatMilliseconds = 15_000

/** Events that are read at once. */
const page = 200

/** Who follows how many jobs. */
export class Followers {
  #all = 0
  readonly #each = new Map<string, number>()

  /** Takes a place, or refuses politely; returns how to leave it. */
  enter(who: string): () => void {
    const theirs = this.#each.get(who) ?? 0
    if (this.#all >= most.all || theirs >= most.each) throw tooManyStreams(theirs)
    this.#all += 1
    this.#each.set(who, theirs + 1)
    return () => {
      this.#all -= 1
      const left = (this.#each.get(who) ?? 1) - 1
      if (left === 0) this.#each.delete(who)
      else this.#each.set(who, left)
    }
  }
}

/** Sends everything that happened to a job since `Last-Event-ID`, then everything that happens, until it has ended. */
export function followJob(
  c: Context<Environment>,
  { pool, feed, job, leave }: { pool: Pool; feed: JobFeed; job: string; leave: () => void },
): Response {
  let last = lastEventId(c.req.header('last-event-id'))
  return streamSSE(c, async (stream) => {
    let wake: () => void = () => {}
    let news = true
    const onNews = (): void => {
      news = true
      wake()
    }
    stream.onAbort(onNews)
    const stop = await feed.follow(job, onNews)
    try {
      while (!stream.aborted && !stream.closed) {
        news = false
        const events = await readEvents(pool, job, last)
        for (const { id, data } of events) await stream.writeSSE({ event: 'job', id, data: JSON.stringify(data) })
        last = events.at(-1)?.id ?? last
        if (events.length === page) continue
        if (events.some(({ data }) => isEnded(data.state)) || (await hasEnded(pool, job, last))) return
        if (!news) await pause((resume) => (wake = resume))
        if (!news) await stream.write(': still here\n\n')
      }
    } finally {
      stop()
      leave()
    }
  })
}

function lastEventId(text: string | undefined): string {
  return text !== undefined && /^\d{1,18}$/.test(text) ? text : '0'
}

async function readEvents(pool: Pool, job: string, after: string): Promise<Event[]> {
  const question = `SELECT id, data FROM studio.job_event WHERE job = $1 AND id > $2 ORDER BY id LIMIT ${page}`
  return (await pool.query<Event>(question, [job, after])).rows
}

/** Whoever comes back after the last event hears nothing more. */
async function hasEnded(pool: Pool, job: string, last: string): Promise<boolean> {
  const row = await findJob(pool, job)
  return row === undefined || (isEnded(row.state) && (await readEvents(pool, job, last)).length === 0)
}

/** Waits until it is woken, or it is time to say something. */
function pause(give: (resume: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, beatMilliseconds)
    give(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function tooManyStreams(theirs: number): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'Too many open streams',
    detail: `You follow ${theirs} jobs; the most is ${most.each}, and ${most.all} for everybody together.`,
    hint: 'Close a page, or ask for the job with GET.',
    headers: { 'retry-after': '10' },
    retry: true,
  })
}
