import { ensureHome } from '@tributary/sdk/node'
import type { Pool } from 'pg'
import { openDatabase } from '../database/openDatabase.ts'
import { holdStudio } from './holdStudio.ts'
import type { Options } from './Options.ts'
import { openLog } from './openLog.ts'
import { startDatabase } from './startDatabase.ts'

/** Lets something happen on the database of a studio that does not run; nobody can start it meanwhile. */
export async function withDatabase<value>(options: Options, act: (pool: Pool) => Promise<value>): Promise<value> {
  ensureHome(options.home)
  await using opened = new AsyncDisposableStack()
  opened.use(holdStudio(options.home))
  const database = await startDatabase(options.home, options.databaseUrl, openLog(options))
  opened.defer(() => database.kept?.stop())
  const pool = await openDatabase({ url: database.url })
  opened.defer(() => pool.end())
  return await act(pool)
}
