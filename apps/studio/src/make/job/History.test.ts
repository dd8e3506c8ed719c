import type { Job } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { noHistory, withReport } from './History.ts'

const report = (step: number, details: object): Job => ({
  id: '1',
  kind: 'train',
  state: 'running',
  title: 'A model',
  created: 0,
  progress: { done: step, total: 100, unit: 'steps', details: { ...details } },
})
const losses = { generator: 1, discriminator: 0.5, penalty: 0 }
const sheet = (step: number) => ({ step, src: `${step}.png`, preview: `${step}.webp`, width: 8, height: 8 })

test('reports add up in the order of their steps, and one that comes twice counts once', () => {
  const reports = [
    report(10, { losses, sheet: sheet(10) }),
    report(5, { losses }),
    report(10, { losses, sheet: sheet(10) }),
  ]
  const { sheets, losses: all } = reports.reduce(withReport, noHistory)
  expect(all.map(({ step }) => step)).toEqual([5, 10])
  expect(sheets.map(({ step }) => step)).toEqual([10])
})

test('a report without details changes nothing', () => {
  expect(withReport(noHistory, report(3, {}))).toEqual(noHistory)
  const { progress: _, ...silent } = report(3, {})
  expect(withReport(noHistory, silent)).toEqual(noHistory)
})
