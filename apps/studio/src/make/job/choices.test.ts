import type { Job, TrainInput } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { choicesOf } from './choices.ts'

const input: TrainInput = { kind: 'train', name: 'Six', dataset: { job: 'set' }, steps: 900 }
const job = (change: Partial<Job>): Job =>
  ({ id: 'stopped', kind: 'train', state: 'canceled', title: 'Train Six', created: 0, input, ...change }) as Job
const progress = { done: 437, total: 900, unit: 'steps', details: { kept: 400 } }

test('a training that kept something goes on from there, or begins anew', () => {
  expect(choicesOf(job({ progress }))).toEqual([
    { title: 'Go on from step 400', input: { ...input, resume: 'stopped' } },
    { title: 'Begin anew', input },
  ])
})

test('one that kept nothing is only started again', () => {
  expect(choicesOf(job({}))).toEqual([{ title: 'Start it again', input }])
})

test('one that was to go on and did not get to it goes on from where the first one stopped', () => {
  expect(choicesOf(job({ input: { ...input, resume: 'first' } }))).toEqual([
    { title: 'Go on where it stopped', input: { ...input, resume: 'first' } },
    { title: 'Begin anew', input },
  ])
})

test('other jobs are started again as they were, and publishing from its draft alone', () => {
  const drawing = { kind: 'generate', model: { job: 'model' }, seeds: [1] } as const
  expect(choicesOf(job({ kind: 'generate', input: drawing }))).toEqual([{ title: 'Start it again', input: drawing }])
  expect(choicesOf(job({ kind: 'publish' }))).toEqual([])
})
