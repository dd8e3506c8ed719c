import { generateInput } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { inputsOf } from './finish.ts'
import type { Kept } from './kept.ts'

const model = `work:0x${'ab'.repeat(32)}`
const kept = (seed: number, more: Partial<Kept> = {}, parameters = {}): Kept => {
  return { model, shape: 'square', side: 1024, sketch: { seed, style: 'dune', parameters }, ...more }
}

test('pictures that differ only in their seed are drawn by one job, each once', () => {
  const inputs = inputsOf([kept(1), kept(2), kept(1)])
  expect(inputs).toEqual([
    {
      kind: 'generate',
      model: { work: `0x${'ab'.repeat(32)}` },
      seeds: [1, 2],
      style: 'dune',
      width: 1024,
      height: 1024,
    },
  ])
})

test('another size, style, model or turn is another job, and the studio takes all of them', () => {
  const inputs = inputsOf([
    kept(1),
    kept(1, { shape: 'wide' }),
    kept(1, { side: 512 }),
    kept(1, { model: 'job:7' }),
    kept(1, {}, { truncation: 0.5 }),
  ])
  expect(inputs.length).toBe(5)
  for (const input of inputs) expect(generateInput.parse(input)).toEqual(input)
})
