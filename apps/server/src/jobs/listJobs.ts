import type { Job, JobKind, JobState } from '@tributary/sdk/wire'
import type { Pool } from 'pg'
import type { Address } from 'viem'
import { RefusedError } from '../api/problems.ts'
import { type JobRow, toJob, withoutLongInput } from './JobRow.ts'

export type ListQuery = {
  readonly kind?: JobKind | undefined
  readonly state?: JobState | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Jobs of one person, the newest first. */
export async function listJobs(
  pool: Pick<Pool, 'query'>,
  owner: Address,
  { kind, state, cursor, limit }: ListQuery,
): Promise<{ items: Job[]; next?: string }> {
  const [created, id] = cursor === undefined ? [null, null] : readCursor(cursor)
  const { rows } = await pool.query<JobRow>(
    `SELECT * FROM studio.job
     WHERE owner = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR state = $3)
       AND ($4::bigint IS NULL OR (created, id) < ($4, $5))
     ORDER BY created DESC, id DESC LIMIT $6`,
    [owner.toLowerCase(), kind ?? null, state ?? null, created, id, limit + 1],
  )
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((row) => withoutLongInput(toJob(row))),
    ...(rows.length > limit && last && { next: writeCursor(last) }),
  }
}

function writeCursor({ created, id }: JobRow): string {
  return Buffer.from(`${created} ${id}`).toString('base64url')
}

function readCursor(cursor: string): [created: string, id: string] {
  const [, created, id] = /^(\d{1,15}) ([0-9a-zA-Z-]{1,64})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (created !== undefined && id !== undefined) return [created, id]
  throw new RefusedError({
    status: 422,
    title: 'Unusable cursor',
    detail: 'The cursor is none that this server gave out.',
    hint: 'Begin again without it.',
  })
}
