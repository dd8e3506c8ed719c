import type { Operations } from '@tributary/sdk/wire'
import { describe, expect, test } from 'vitest'
import { bytesText, healthOf, summaryOf } from './health.ts'

const well: Operations = {
  version: '0.1.0',
  uptime: 60,
  chain: { reachable: true, head: '120', time: 0 },
  index: { reachable: true, block: '120', behind: 0, time: 0 },
  database: { reachable: true, bytes: 61_000_000 },
  queue: { waiting: 0, running: 1, failed: 0, workers: 1 },
  store: { works: 9, bytes: 4_200_000 },
  process: { memory: 300_000_000, load: 0.4 },
}

describe('health', () => {
  test('a studio that is well says so in two words', () => {
    expect(summaryOf(healthOf(well))).toBe('Everything works.')
  })

  test.each([
    ['chain', { ...well, chain: { ...well.chain, reachable: false } }],
    ['index', { ...well, index: { ...well.index, reachable: false } }],
    ['database', { ...well, database: { ...well.database, reachable: false } }],
    ['workers', { ...well, queue: { ...well.queue, workers: 0, waiting: 2 } }],
  ])('a %s that fails is named, with what to do about it', (id, now) => {
    const parts = healthOf(now)
    const [part] = parts.filter(({ tone }) => tone === 'bad')
    expect(part).toMatchObject({ id, todo: expect.stringMatching(/\w/) })
    expect(summaryOf(parts)).toBe(`${part!.name} needs you.`)
  })

  test('an index that is catching up is no failure', () => {
    const [part] = healthOf({ ...well, index: { ...well.index, behind: 4_000 } }).filter(({ tone }) => tone === 'warn')
    expect(part).toMatchObject({ id: 'index', figure: '4,000 behind' })
  })

  test('several failures are counted', () => {
    const parts = healthOf({
      ...well,
      chain: { ...well.chain, reachable: false },
      index: { ...well.index, reachable: false },
    })
    expect(summaryOf(parts)).toBe('2 parts need you.')
  })
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [4_200_000, '4.2 MB'],
  [61_000_000, '61 MB'],
  [5e15, '5,000 TB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
