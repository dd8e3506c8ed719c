import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { loadShipped } from '../src/node/index.ts'
import { drawAll } from './drawAll.ts'
import { golden } from './golden.ts'

const expected = golden.cases.map(({ hash }) => hash)
const inputs = golden.cases.map(({ recipe }) => recipe)

test('the shipped model is the one that the golden hashes are of', async () => {
  expect((await loadShipped()).model.hash).toBe(golden.model)
})

test('Node draws the golden pictures', async () => {
  expect(drawAll((await loadShipped()).file, inputs)).toEqual(expected)
})

test('a worker thread draws the golden pictures', async () => {
  const { file } = await loadShipped()
  const worker = new Worker(new URL('./drawWorker.ts', import.meta.url), { workerData: { file, inputs } })
  const hashes = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
  expect(hashes).toEqual(expected)
})
