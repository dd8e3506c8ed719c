import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Port } from '@tributary/sdk/node'
import type { IndexCheck, Problem } from '@tributary/sdk/wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIndexer, untilReady } from '../../indexer/index.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { visit } from '../../test/visitor.ts'
import { createApp } from '../api/createApp.ts'
import type { Api } from '../api/Services.ts'

let studio: TestStudio
let app: Api

beforeAll(async () => {
  studio = await openStudio()
  app = createApp(studio.services)
})
afterAll(() => studio[Symbol.asyncDispose]())

const post = async (): Promise<Response> => {
  const { address } = await studio.person('operator')
  return (await visit(app, studio.services, address)).ask('POST', '/v1/operations/check', {})
}

test('who is not signed in cannot make the studio check its index', async () => {
  const { origins } = studio.services.settings
  const answer = await app.request('/v1/operations/check', { method: 'POST', headers: { origin: origins[0] } })
  expect(answer.status).toBe(401)
})

test('without an index there is nothing to check, which is said and may be tried again', async () => {
  const answer = await post()
  const problem = (await answer.json()) as Problem
  expect([answer.status, problem.retry]).toEqual([503, true])
  expect(problem.detail).toBe('The event index is not ready.')
})

test('the index is checked in a thread of its own, once for all who ask at a time (R-13)', async () => {
  const { pool, client } = studio.services
  const log = join(mkdtempSync(join(tmpdir(), 'check-')), 'log')
  const indexer = await startIndexer({ pool, url: studio.url, client, port: await Port.findFree(), log })
  await untilReady(pool, client)
  const answers = await Promise.all([post(), post()])
  const [first, second] = (await Promise.all(answers.map((answer) => answer.json()))) as [IndexCheck, IndexCheck]
  expect(first).toMatchObject({ isEqual: true, count: 0, differences: [] })
  expect(first.block).toBe(String(await client.public.getBlockNumber()))
  expect({ ...second, time: 0 }).toEqual({ ...first, time: 0 })
  await indexer.stop()
})
