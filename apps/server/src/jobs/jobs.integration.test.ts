import type { DatasetResult, GenerateResult, Job, TrainResult } from '@tributary/sdk/wire'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { stripes, tiny } from '../../test/pictures.ts'
import { type Visitor, visit } from '../../test/visitor.ts'
import { createApp } from '../api/createApp.ts'
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
