import type { Context } from 'hono'
import type { SSEStreamingApi } from 'hono/streaming'
import type { Pool } from 'pg'
import type { Environment } from '../api/Services.ts'
import { streamEvents } from '../api/streamEvents.ts'
import type { JobFeed } from './JobFeed.ts'
import { isEnded } from './JobRow.ts'
import { findJob } from './queue.ts'

type Event = { readonly id: string; readonly data: { readonly state: Parameters<typeof isEnded>[0] } }

/** What is followed, and how to give one's place back. */
export type Following = {
  readonly pool: Pool
  readonly feed: JobFeed
  readonly job: string
  readonly leave: () => void
}

/** A silent connection is closed by proxies; so often something is said. */
const beatMilliseconds = 15_000

/** Events that are read at once. */
const page = 200

/** Sends everything that happened to a job since `Last-Event-ID`, then everything that happens, until it has ended. */
export function followJob(c: Context<Environment>, { pool, feed, job, leave }: Following): Response {
  const first = lastEventId(c.req.header('last-event-id'))
  return streamEvents(c, async (stream) => {
    const bell = new Bell()
    stream.onAbort(() => bell.ring())
    let stop: () => void = () => {}
    try {
      stop = await feed.follow(job, () => bell.ring())
      for (let last: string | undefined = first; last !== undefined && !stream.aborted; ) {
        last = await sendNews(stream, pool, job, last)
        if (last !== undefined && !(await bell.wait())) await stream.write(': still here\n\n')
      }
    } finally {
      stop()
      leave()
    }
  })
}

/** Sends what came after an event; returns the last one sent, or nothing when the job has ended. */
async function sendNews(stream: SSEStreamingApi, pool: Pool, job: string, after: string): Promise<string | undefined> {
  let last = after
  for (;;) {
    const events = await readEvents(pool, job, last)
    for (const { id, data } of events) await stream.writeSSE({ event: 'job', id, data: JSON.stringify(data) })
    last = events.at(-1)?.id ?? last
    if (events.length === page && !stream.aborted) continue
    if (events.some(({ data }) => isEnded(data.state))) return undefined
    return (await isOver(pool, job, last)) ? undefined : last
  }
}

/** Whoever comes back after the last event hears nothing more. */
async function isOver(pool: Pool, job: string, last: string): Promise<boolean> {
  const row = await findJob(pool, job)
  return row === undefined || (isEnded(row.state) && (await readEvents(pool, job, last)).length === 0)
}

async function readEvents(pool: Pool, job: string, after: string): Promise<Event[]> {
  const question = `SELECT id, data FROM studio.job_event WHERE job = $1 AND id > $2 ORDER BY id LIMIT ${page}`
  return (await pool.query<Event>(question, [job, after])).rows
}

function lastEventId(text: string | undefined): string {
  return text !== undefined && /^\d{1,18}$/.test(text) ? text : '0'
}

/** Remembers that it rang while nobody waited. */
class Bell {
  #hasRung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#hasRung = true
    this.#wake?.()
  }

  /** Waits until it rings, or for a beat; whether it rang. */
  async wait(): Promise<boolean> {
    if (!this.#hasRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, beatMilliseconds)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const rang = this.#hasRung
    this.#hasRung = false
    return rang
  }
}
