import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Services } from '../api/Services.ts'
import { transaction } from '../database/transaction.ts'
import { incomingOf, pathOf, previewPathOf } from './place.ts'

type CollectServices = Pick<Services, 'pool' | 'home' | 'clock'>

/** Throws away uploads of which nothing was made in time, and what broken connections left; returns how many. */
export async function collectUploads(services: CollectServices): Promise<number> {
  const { pool, clock } = services
  const { rows } = await pool.query<{ id: string }>('DELETE FROM studio.upload WHERE expires <= $1 RETURNING id', [
    clock(),
  ])
  for (const id of new Set(rows.map((row) => row.id))) await removeBytes(services, id)
  await sweepIncoming(services)
  return rows.length
}

/** Removes bytes that nobody owns any more. */
export async function removeBytes({ pool, home }: CollectServices, id: string): Promise<void> {
  await transaction(pool, async (database) => {
    // Whoever uploads the same bytes at this moment waits, or is waited for.
    await database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`bytes ${id}`])
    const { rowCount } = await database.query('SELECT 1 FROM studio.upload WHERE id = $1 LIMIT 1', [id])
    if (rowCount !== 0) return
    await Promise.all([pathOf(home, id), previewPathOf(home, id)].map((path) => rm(path, { force: true })))
  })
}

/** Seconds after which nobody is still writing. */
const staleSeconds = 3_600

async function sweepIncoming({ home, clock }: CollectServices): Promise<void> {
  const folder = incomingOf(home)
  const names = await readdir(folder).catch(() => [])
  for (const name of names) {
    const path = join(folder, name)
    const written = await stat(path).then(
      ({ mtimeMs }) => mtimeMs / 1_000,
      () => clock(),
    )
    if (clock() - written > staleSeconds) await rm(path, { force: true })
  }
}
