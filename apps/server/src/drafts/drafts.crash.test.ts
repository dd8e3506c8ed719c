import type { Draft } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { startWorkerProcess } from '../../test/workerProcess.ts'
import { createApp } from '../api/createApp.ts'
import { prepareQueue } from '../jobs/queue.ts'

let studio: TestStudio
let ada: Visitor

beforeAll(async () => {
  studio = await openStudio()
  await prepareQueue(studio.services.pool)
  ada = await visit(createApp(studio.services), studio.services, (await studio.person('ada')).address)
})
afterAll(() => studio?.[Symbol.asyncDispose]())

async function until(id: string, state: Draft['state']): Promise<Draft> {
  for (;;) {
    const draft = await ada.get<Draft>(`/v1/drafts/${id}`)
    if (draft.state === state || draft.state === 'failed') return draft
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Drafts, signs and seals a picture while a worker dies behind the given entry of the journal. */
async function publishUnder(killAfterEntry: number): Promise<{ killed: boolean; ids: (string | undefined)[] }> {
  const victim = startWorkerProcess(studio, { killAfterEntry })
  let killed = false
  const successor = victim.ended.then(() => {
    killed = true
    return startWorkerProcess(studio)
  })
  const { id: upload } = await ada.upload(stripes(killAfterEntry))
  const part = { kind: 'import', name: `Picture ${killAfterEntry}`, content: { upload } }
  const { id } = await ada.post<Draft>('/v1/drafts', { parts: [part], as: 'event' })
  const composed = await until(id, 'unsigned')
  const [work] = composed.works
  const key = studio.services.keys.account('ada')
  const signature = await key.signTypedData(work!.toSign as never)
  await ada.post(`/v1/drafts/${id}/signature`, { signatures: [{ work: work!.id, signature }] })
  const ready = await until(id, 'ready')
  const result = { killed, ids: [work!.id, ready.works[0]!.id] }
  await victim.kill()
  await (await successor).kill()
  return result
}

test('R-21: a worker killed behind any entry of the journal makes the same one work', {
  timeout: 240_000,
}, async () => {
  let entries = 0
  for (let n = 1; ; n++) {
    const before = await studio.services.journal.entries()
    const { killed, ids } = await publishUnder(n)
    expect(ids[0]).toMatch(/^0x[0-9a-f]{64}$/)
    expect(ids[1]).toBe(ids[0])
    expect(await studio.services.store.entry(ids[0] as Hex)).toBeDefined()
    const made = (await studio.services.journal.entries()).slice(before.length).map(({ kind }) => kind)
    expect(made).toEqual(steps)
    if (!killed) break
    entries = n
  }
  expect(entries).toBe(steps.length)
})

const steps = ['time', 'content', 'record', 'work', 'signature', 'credential'].map((step) => `publish.${step}`)
