import type { Lineage } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { middleOf, pathThrough, place } from './layout.ts'
import { thickness, waiting } from './weights.ts'

const token = { address: `0x${'11'.repeat(20)}`, symbol: 'USDC', decimals: 6 }
const money = (amount: string) => [{ amount, token }]
const root = `0x${'01'.repeat(32)}`
const lineage: Lineage = {
  root,
  nodes: [
    { id: root, type: 'work', name: 'Root', earned: [] },
    { id: 'model', type: 'work', name: 'Model', earned: [] },
    { id: 'ada', type: 'person', name: 'Ada', earned: [] },
  ],
  edges: [
    { from: root, to: 'model', share: 100_000, role: 'flow', moved: money('4000000'), owed: [] },
    { from: 'model', to: 'ada', share: 1_000_000, role: 'residual', moved: money('1000000'), owed: money('5') },
  ],
  more: false,
}

test('money runs from left to right, and on a phone downwards', () => {
  const across = place(lineage, 'LR').nodes.map(({ x }) => x)
  const down = place(lineage, 'TB').nodes.map(({ y }) => y)
  for (const places of [across, down]) expect(places).toEqual(places.toSorted((a, b) => a - b))
})

test('a line is the thicker the more it carried', () => {
  const [much, little] = lineage.edges.map((edge) => thickness(edge, lineage.edges))
  expect(much).toBeGreaterThan(little!)
})

test('what waits is known beside what moved', () => {
  expect(waiting(lineage.edges[0]!)).toBeUndefined()
  expect(waiting(lineage.edges[1]!)?.amount).toBe('5')
})

test('every edge has its line, from node to node', () => {
  const { lines } = place(lineage, 'LR')
  expect(lines.length).toBe(lineage.edges.length)
  for (const line of lines) expect(line.length).toBeGreaterThan(1)
})

test('a line leaves and arrives the way money runs', () => {
  const ends = [
    { x: 0, y: 0 },
    { x: 8, y: 6 },
  ]
  expect(pathThrough(ends, 'LR')).toBe('M 0 0 C 4 0 4 6 8 6')
  expect(pathThrough(ends, 'TB')).toBe('M 0 0 C 0 3 8 3 8 6')
  expect(middleOf(ends)).toEqual({ x: 4, y: 3 })
  expect(middleOf([...ends, { x: 9, y: 6 }])).toEqual({ x: 8, y: 6 })
})
