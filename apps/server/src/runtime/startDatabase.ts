import type { Logger } from 'pino'
import { type Kept, keep } from './Kept.ts'
import * as Postgres from './postgres/Postgres.ts'

/** The database of the studio, and how to let go of it. */
export type Database = { readonly url: string; readonly kept?: Kept }

/** Starts the embedded database, unless the studio was told of another; a restart keeps the port. */
export async function startDatabase(home: string, url: string | undefined, log: Logger): Promise<Database> {
  if (url !== undefined) return { url }
  const folder = Postgres.folderOf(home)
  let first: Postgres.Postgres | undefined
  const kept = await keep(
    'database',
    async () => {
      const postgres = await Postgres.start({ folder, port: first?.port })
      first ??= postgres
      return postgres
    },
    { log },
  )
  return { url: first!.url, kept }
}
