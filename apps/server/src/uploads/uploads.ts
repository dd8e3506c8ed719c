import type { Upload, UploadRoom } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { notFound } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import type { Database } from '../database/transaction.ts'
import type { Content } from './Content.ts'

/** An upload as the table has it; bigints come as text. */
export type UploadRow = {
  readonly owner: string
  readonly id: string
  readonly size: string
  readonly content: Content
  readonly created: string
  readonly expires: string | null
}

/** What one account may leave here. */
export const most = { bytes: 2_000_000_000, files: 5_000 }

/** Seconds after which an upload is thrown away of which nothing was made. */
export const unusedSeconds = 86_400

/** Uploads of one person by id; refuses when one of them is not theirs. */
export async function findUploads(
  { pool }: Pick<Services, 'pool'>,
  owner: Address,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UploadRow>> {
  const question = 'SELECT * FROM studio.upload WHERE owner = $1 AND id = ANY($2)'
  const { rows } = await pool.query<UploadRow>(question, [owner.toLowerCase(), ids])
  const found = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.find((id) => !found.has(id))
  if (missing !== undefined) throw notFound('upload', missing)
  return found
}

/** Keeps uploads for good, as something was made of them. */
export async function keepUploads(database: Database, owner: Address, ids: readonly string[]): Promise<void> {
  const update = 'UPDATE studio.upload SET expires = NULL WHERE owner = $1 AND id = ANY($2)'
  await database.query(update, [owner.toLowerCase(), ids])
}

/** How much room an account has taken. */
export async function roomOf(database: Database, owner: Address): Promise<UploadRoom> {
  const { rows } = await database.query<{ bytes: string; files: string }>(
    'SELECT coalesce(sum(size), 0) AS bytes, count(*) AS files FROM studio.upload WHERE owner = $1',
    [owner.toLowerCase()],
  )
  const { bytes = '0', files = '0' } = rows[0] ?? {}
  return { bytes: Number(bytes), files: Number(files), mostBytes: most.bytes, mostFiles: most.files }
}

/** An upload as the API tells it. */
export function toUpload({ id, size, content, created, expires }: UploadRow): Upload {
  const { type, mediaType, picture, model } = content
  const src = `/v1/uploads/${id}/file`
  return {
    id,
    type,
    mediaType,
    size: Number(size),
    src,
    ...(picture && { picture: { ...picture, src, preview: `/v1/uploads/${id}/preview` } }),
    ...(model && { model }),
    created: Number(created),
    ...(expires !== null && { expires: Number(expires) }),
  }
}
