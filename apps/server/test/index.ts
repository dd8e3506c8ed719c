import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Port } from '@tributary/sdk/node'
import { startIndexer, untilReady } from '../indexer/index.ts'
import type { TestStudio } from './openStudio.ts'

/** Starts an event index of a test's chain, and waits until it is ready; returns how to stop it. */
export async function index({ services, url }: TestStudio): Promise<() => Promise<void>> {
  const { pool, client } = services
  const log = join(mkdtempSync(join(tmpdir(), 'index-')), 'log')
  const indexer = await startIndexer({ pool, url, client, port: await Port.findFree(), log })
  await untilReady(pool, client)
  return () => indexer.stop()
}
