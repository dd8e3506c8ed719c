import type { Job } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { paceOf } from './pace.ts'
import { presets, secondsOf } from './presets.ts'

const [small, medium, large] = presets as [(typeof presets)[0], (typeof presets)[0], (typeof presets)[0]]
const job = (seconds: number, steps: number, settings = {}): Job => ({
  id: '1',
  kind: 'train',
  state: 'succeeded',
  title: 'A model',
  input: { settings },
  result: { model: { steps } },
  created: 0,
  started: 100,
  ended: 100 + seconds,
})

test('longer presets take longer, on any machine', () => {
  for (const pace of [undefined, { preset: 'small', rate: 3 }, { preset: 'large', rate: 90 }] as const) {
    const times = presets.map((preset) => secondsOf(preset, pace))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  }
})

test('a machine that trained before is judged by that', () => {
  const pace = paceOf([job(200, 4000)])
  expect(pace).toEqual({ preset: 'medium', rate: 20 })
  expect(secondsOf(medium, pace!)).toBe(200)
  expect(secondsOf(large, pace!)).toBe(1500)
  expect(secondsOf(small, pace!)).toBeGreaterThan(secondsOf(small))
})

test('a small model is not taken for a large one', () => {
  expect(paceOf([job(10, 600, small.settings)])?.preset).toBe('small')
})

test('a run too short to tell is passed over', () => {
  expect(paceOf([job(1, 4000), job(100, 400)])?.rate).toBe(4)
  expect(paceOf([])).toBeNull()
})
