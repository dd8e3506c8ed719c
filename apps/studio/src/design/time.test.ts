import { expect, test } from 'vitest'
import { ago, durationText } from './time.ts'

test('times near and far are told in the largest fitting unit', () => {
  expect(ago(1_000_000, 1_000_010)).toBe('just now')
  expect(ago(1_000_000, 1_000_120)).toBe('2 minutes ago')
  expect(ago(1_000_000, 1_000_000 - 86_400)).toBe('tomorrow')
})

test('a duration of nothing is for ever, as in offers', () => {
  expect(durationText(0)).toBe('for ever')
  expect(durationText(31_536_000)).toBe('1 year')
  expect(durationText(2 * 86_400)).toBe('2 days')
})
