import { existsSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Address } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { type Database, transaction } from '../database/transaction.ts'
import { asRefusal } from '../jobs/threads/asRefusal.ts'
import { ThreadPool } from '../jobs/threads/ThreadPool.ts'
import type { Content } from './Content.ts'
import type { InspectOrder } from './inspectThread.ts'
import { pathOf, previewPathOf } from './place.ts'
import type { Received } from './receive.ts'
import { most, roomOf, type UploadRow, unusedSeconds } from './uploads.ts'

const threads = new ThreadPool<InspectOrder, Content>({
  module: new URL('./inspectThread.ts', import.meta.url),
  size: 2,
  seconds: 30,
  megabytes: 512,
  waiting: 64,
})

type TakeServices = Pick<Services, 'home' | 'pool' | 'clock'>

/** Looks at what arrived, refuses what is no honest file, and gives the rest its place and its owner. */
export async function takeIn(services: TakeServices, owner: Address, received: Received): Promise<UploadRow> {
  const { home, pool } = services
  const { id, path, size } = received
  const content = (await knownContent(services, id)) ?? (await inspect(path, previewPathOf(home, id)))
  return transaction(pool, async (database) => {
    // One at a time for each account, so that two uploads cannot both take the last room, and for each file, so that
    // nobody throws it away at this moment.
    for (const name of [`upload ${owner.toLowerCase()}`, `bytes ${id}`]) {
      await database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name])
    }
    const row = await insert(database, services.clock(), { owner, id, size, content })
    await settle(path, pathOf(home, id))
    return row
  })
}

/** What was found out about the same bytes before. */
async function knownContent({ pool, home }: TakeServices, id: string): Promise<Content | undefined> {
  const { rows } = await pool.query<UploadRow>('SELECT * FROM studio.upload WHERE id = $1 LIMIT 1', [id])
  const content = rows[0]?.content
  return content?.type === 'picture' && !existsSync(previewPathOf(home, id)) ? undefined : content
}

type New = { readonly owner: Address; readonly id: string; readonly size: number; readonly content: Content }

async function insert(database: Database, now: number, { owner, id, size, content }: New): Promise<UploadRow> {
  const room = await roomOf(database, owner)
  const { rows } = await database.query<UploadRow & { fresh: boolean }>(
    `INSERT INTO studio.upload AS known (owner, id, size, content, created, expires) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (owner, id) DO UPDATE SET expires = CASE WHEN known.expires IS NULL THEN NULL ELSE $6 END
     RETURNING *, (xmax = 0) AS fresh`,
    [owner.toLowerCase(), id, size, JSON.stringify(content), now, now + unusedSeconds],
  )
  const row = rows[0] as UploadRow & { fresh: boolean }
  if (row.fresh && (room.bytes + size > most.bytes || room.files + 1 > most.files)) throw noRoom(room)
  return row
}

async function inspect(path: string, preview: string): Promise<Content> {
  try {
    return await threads.run({ path, preview })
  } catch (error) {
    throw asRefusal(error, { title: 'The file is refused', hint: 'Export the picture again, or scale it down.' })
  }
}

/** Moves the bytes to their place; the same bytes may be there already. */
async function settle(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  if (!existsSync(to)) await link(from, to).catch((error: NodeJS.ErrnoException) => ignoreExisting(error))
  await rm(from, { force: true })
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

function noRoom({ bytes, files }: { bytes: number; files: number }): RefusedError {
  return new RefusedError({
    status: 413,
    title: 'No room left',
    detail: `You have ${files} uploads with ${bytes} bytes here; the most is ${most.files} with ${most.bytes} bytes.`,
    hint: `Delete uploads that you do not need. What nothing was made of goes by itself after ${unusedSeconds / 3600} h.`,
  })
}
