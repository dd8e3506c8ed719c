import type { Pool } from 'pg'
import { readProgress, views } from '../../indexer/index.ts'
import { notFound, RefusedError } from './problems.ts'

/** Whether the event index still enters the past, for the first time or anew: what it lacks may exist all the same. */
export async function isCatchingUp(pool: Pool): Promise<boolean> {
  return (await readProgress(pool))?.isReady !== true
}

/** What the index holds nothing of: it is not there, unless the index still enters the past. */
export async function missing(pool: Pool, what: string, name: string): Promise<RefusedError> {
  return (await isCatchingUp(pool)) ? catchingUp() : notFound(what, name)
}

/** Whether a question failed because the index is not there yet: its views appear when the past is entered. */
export function lacksIndex(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (code === '42P01' || code === '3F000') && message?.includes(`"${views}`) === true
}

/** Nothing can be said of money and ownership yet. */
export function catchingUp(cause?: unknown): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'The event index is catching up',
    detail: 'It reads the chain from its beginning; what is asked for may be there and not be entered yet.',
    hint: 'Ask again in a moment. GET /health/ready says when it is done.',
    headers: { 'retry-after': '2' },
    cause,
  })
}
