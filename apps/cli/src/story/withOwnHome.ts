import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureHome } from '@tributary/sdk/node'
import { Context } from '../frame/Context.ts'

/** Lets something happen in a fresh temporary home that nobody will miss; what it writes to `report` stays. */
export async function withOwnHome<result>(
  context: Context,
  act: (own: Context, report: string) => Promise<result>,
): Promise<result> {
  const folder = mkdtempSync(join(tmpdir(), 'tributary-'))
  const own = new Context({ json: context.json, debug: context.debug, home: join(folder, 'home') })
  ensureHome(own.home)
  try {
    return await act(own, join(folder, 'report.html'))
  } finally {
    rmSync(own.home, { recursive: true, force: true })
  }
}
