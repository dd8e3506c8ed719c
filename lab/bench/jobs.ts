/**
 * Times uploads, jobs, drafts and verifications on a chain and a database of their own, with workers in processes of
 * their own.
 *
 *   node lab/bench/jobs.ts
 */
import { setTimeout } from 'node:timers/promises'
import type { Draft, Job } from '@tributary/sdk/wire'
import { createApp } from '../../apps/server/src/api/createApp.ts'
import { prepareQueue } from '../../apps/server/src/jobs/queue.ts'
import { openStudio } from '../../apps/server/test/openStudio.ts'
import { stripes, tiny } from '../../apps/server/test/pictures.ts'
import { visit } from '../../apps/server/test/visitor.ts'
import { startWorkerProcess } from '../../apps/server/test/workerProcess.ts'

const count = 40

await using studio = await openStudio()
const { services } = studio
await prepareQueue(services.pool)
const key = await studio.person('ada')
const ada = await visit(createApp(services), services, key.address)
let worker = startWorkerProcess(studio)

const pictures = Array.from({ length: count }, (_, number) => stripes(number, 1_024))
await ada.upload(stripes(1, 16))
const uploads: string[] = []
await time('upload of a picture of 1 megapixel', pictures, async (bytes) => {
  uploads.push((await ada.upload(bytes)).id)
})
await time('verification of it', pictures.slice(0, 20), (bytes) => ada.ask('POST', '/v1/verifications', bytes))
await time('job, from request to end', uploads.slice(0, 20), async (upload) => {
  await ada.end((await ada.post<Job>('/v1/jobs', { kind: 'verify', upload })).id)
})
await time('draft, from request to signature', uploads.slice(0, 20), (upload, index) => draftOf(upload, index, false))
await time('draft, from request to plan', uploads.slice(20), (upload, index) => draftOf(upload, index, true))
await killed()
await worker.kill()

async function draftOf(upload: string, index: number, isSigned: boolean): Promise<void> {
  const part = { kind: 'import', name: `Stripes ${index}`, content: { upload } }
  const { id } = await ada.post<Draft>('/v1/drafts', { parts: [part], as: 'event' })
  const { works } = await until(id, 'unsigned')
  if (!isSigned) return
  const signature = await key.signTypedData(works[0]!.toSign as never)
  await ada.post(`/v1/drafts/${id}/signature`, { signatures: [{ work: works[0]!.id, signature }] })
  await until(id, 'ready')
}

async function until(id: string, state: Draft['state']): Promise<Draft> {
  for (;;) {
    const draft = await ada.get<Draft>(`/v1/drafts/${id}`)
    if (draft.state === state) return draft
    await setTimeout(5)
  }
}

/** How long a training job stands still when its worker is killed and another one is there. */
async function killed(): Promise<void> {
  const input = uploads.slice(0, 4).map((upload) => ({ upload, contributor: 'ada' }))
  const dataset = await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Set', pictures: input })
  await ada.end(dataset.id)
  const train = {
    kind: 'train',
    name: 'Small',
    dataset: { job: dataset.id },
    steps: 100_000,
    samples: 50,
    settings: tiny,
  }
  const { id } = await ada.post<Job>('/v1/jobs', train)
  const stepsOf = async (): Promise<number> => {
    const { progress } = await ada.get<Job>(`/v1/jobs/${id}`)
    return progress?.unit === 'steps' ? progress.done : 0
  }
  while ((await stepsOf()) < 100) await setTimeout(10)
  const other = startWorkerProcess(studio)
  await setTimeout(3_000)
  await worker.kill()
  const start = performance.now()
  const before = await stepsOf()
  while ((await stepsOf()) <= before) await setTimeout(10)
  print('training goes on after kill -9', [performance.now() - start])
  await ada.post(`/v1/jobs/${id}/cancel`, {})
  const asked = performance.now()
  await ada.end(id)
  print('cancel of a training job', [performance.now() - asked])
  worker = other
}

async function time<item>(name: string, items: readonly item[], act: (item: item, index: number) => Promise<unknown>) {
  const taken: number[] = []
  for (const [index, item] of items.entries()) {
    const start = performance.now()
    await act(item, index)
    taken.push(performance.now() - start)
  }
  print(name, taken)
}

function print(name: string, taken: readonly number[]): void {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number): string =>
    `${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0)} ms`
  console.log(`| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} |`)
}
