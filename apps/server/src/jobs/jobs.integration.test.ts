import type { DatasetResult, GenerateResult, Job, TrainResult } from '@tributary/sdk/wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes, tiny } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { createApp } from '../api/createApp.ts'
import { kinds } from './kinds/index.ts'
import { performTask } from './performTask.ts'
import { type JobWorker, startWorker } from './startWorker.ts'

let studio: TestStudio
let worker: JobWorker
let ada: Visitor
let eve: Visitor

beforeAll(async () => {
  studio = await openStudio()
  const app = createApp(studio.services)
  worker = await startWorker(studio.services)
  ada = await visit(app, studio.services, (await studio.person('ada')).address)
  eve = await visit(app, studio.services, (await studio.person('eve')).address)
})
afterAll(async () => {
  await worker?.stop()
  await studio?.[Symbol.asyncDispose]()
})

async function makeDataset(): Promise<Job> {
  const uploads = await Promise.all([0, 1, 2, 3, 4, 5].map((number) => ada.upload(stripes(number))))
  const pictures = uploads.map(({ id }, index) => ({ upload: id, contributor: index < 3 ? 'ada' : 'ben' }))
  const { id } = await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Stripes', pictures })
  return ada.end(id)
}

test('pictures become a data set, a data set a model, and a model draws', { timeout: 60_000 }, async () => {
  const dataset = await makeDataset()
  expect(dataset.problem).toBeUndefined()
  expect(dataset.result as DatasetResult).toMatchObject({
    pictures: 6,
    contributors: [{ name: 'ada' }, { name: 'ben' }],
  })

  const train = { kind: 'train', name: 'Small', dataset: { job: dataset.id }, steps: 20, samples: 10, settings: tiny }
  const trained = await ada.end((await ada.post<Job>('/v1/jobs', train)).id)
  expect(trained.problem).toBeUndefined()
  expect((trained.result as TrainResult).model).toMatchObject({ name: 'Small', steps: 20, styles: ['ada', 'ben'] })

  const generate = { kind: 'generate', model: { job: trained.id }, seeds: [1, 2, 3], width: 64, height: 64 }
  const drawn = await ada.end((await ada.post<Job>('/v1/jobs', generate)).id)
  expect(drawn.problem).toBeUndefined()
  const { pictures } = drawn.result as GenerateResult
  expect(pictures.map(({ seed }) => seed)).toEqual([1, 2, 3])
  const file = await ada.ask('GET', pictures[0]!.src)
  expect(file.headers.get('content-type')).toBe('image/png')
  expect((await ada.ask('GET', pictures[0]!.preview)).headers.get('content-type')).toBe('image/webp')
  expect((await eve.ask('GET', pictures[0]!.src)).status).toBe(404)
})

test('a job is followed by events, from the beginning or from where one left', async () => {
  const { id: upload } = await ada.upload(stripes(9))
  const { id } = await ada.post<Job>('/v1/jobs', { kind: 'verify', upload })
  const events = (await (await ada.ask('GET', `/v1/jobs/${id}/events`)).text()).trim().split('\n\n')
  const states = events.map((event) => (JSON.parse(/^data: (.*)$/m.exec(event)![1]!) as Job).state)
  expect(states).toEqual(['queued', 'running', 'succeeded'])
  const second = /^id: (.*)$/m.exec(events[1]!)![1]!
  const rest = await ada.ask('GET', `/v1/jobs/${id}/events`, undefined, { 'last-event-id': second })
  expect((await rest.text()).trim()).toBe(events[2])
  const none = await ada.ask('GET', `/v1/jobs/${id}/events`, undefined, { 'last-event-id': '999999999' })
  expect(await none.text()).toBe('')
  expect((await eve.ask('GET', `/v1/jobs/${id}/events`)).status).toBe(404)
})

test('the same request with the same key starts one job', async () => {
  const { id: upload } = await ada.upload(stripes(9))
  const body = { kind: 'verify', upload }
  const key = { 'idempotency-key': 'once' }
  const answers = await Promise.all([1, 2, 3].map(() => ada.ask('POST', '/v1/jobs', body, key)))
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Job).id))
  expect(new Set(ids).size).toBe(1)
  await ada.end(ids[0]!)
})

test('what others made cannot be used, and a job that is not done cannot be built on', async () => {
  const dataset = await makeDataset()
  const train = { kind: 'train', name: 'Stolen', dataset: { job: dataset.id } }
  expect((await eve.ask('POST', '/v1/jobs', train)).status).toBe(404)
  const generate = { kind: 'generate', model: { job: dataset.id }, seeds: [1] }
  expect((await ada.ask('POST', '/v1/jobs', generate)).status).toBe(409)
  const { items } = await eve.get<{ items: Job[] }>('/v1/jobs')
  expect(items).toEqual([])
})

test('jobs are listed in pages, and a cursor of nobody is refused', async () => {
  const { id: upload } = await ada.upload(stripes(9))
  for (const _ of [1, 2, 3]) await ada.post<Job>('/v1/jobs', { kind: 'verify', upload })
  const first = await ada.get<{ items: Job[]; next?: string }>('/v1/jobs?limit=2')
  expect(first.items).toHaveLength(2)
  const second = await ada.get<{ items: Job[] }>(`/v1/jobs?limit=2&cursor=${first.next}`)
  expect(second.items.map(({ id }) => id)).not.toContain(first.items[0]!.id)
  expect((await ada.ask('GET', '/v1/jobs?cursor=nonsense')).status).toBe(422)
  expect((await ada.ask('GET', '/v1/jobs?limit=1000')).status).toBe(422)
})

test('pictures that two artists claim are a question that the job asks', async () => {
  const { id: upload } = await ada.upload(stripes(20))
  const pictures = ['ada', 'ben'].map((contributor) => ({ upload, contributor }))
  const job = await ada.end((await ada.post<Job>('/v1/jobs', { kind: 'dataset', name: 'Set', pictures })).id)
  expect(job).toMatchObject({ state: 'failed', problem: { status: 422, retry: false } })
  expect(job.problem!.detail).toContain('show the same pixels')
})

test('a job that the queue gives out while its worker stops goes back at once, and is done by the next worker', async () => {
  const { services } = studio
  const dataset = await makeDataset()
  await worker.stop()
  const train = { kind: 'train', name: 'Late', dataset: { job: dataset.id }, steps: 20, samples: 10, settings: tiny }
  const { id } = await ada.post<Job>('/v1/jobs', train)
  await performTask(services, kinds, { running: new Map(), stopping: AbortSignal.abort() }, id)
  expect(await ada.get<Job>(`/v1/jobs/${id}`)).toMatchObject({ state: 'queued' })
  worker = await startWorker(services)
  expect((await ada.end(id)).state).toBe('succeeded')
})
