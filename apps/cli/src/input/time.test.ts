import { expect, test } from 'vitest'
import { parseDuration, parseMoment } from './time.ts'

test('lengths of time take a unit, or are seconds', () => {
  expect(parseDuration('90')).toBe(90n)
  expect(parseDuration('30d')).toBe(2_592_000n)
  expect(() => parseDuration('soon')).toThrow(/such as 30d/)
  expect(() => parseDuration('9999999999999999d')).toThrow(/such as 30d/)
})

test('moments are dates, or counted from now', () => {
  expect(parseMoment('2027-01-31', 0n)).toBe(1_801_353_600n)
  expect(parseMoment('2027-01-31T12:00:00Z', 0n)).toBe(1_801_396_800n)
  expect(parseMoment('30d', 100n)).toBe(2_592_100n)
  expect(() => parseMoment('2027-13-01', 0n)).toThrow(/must be a date/)
  expect(() => parseMoment('tomorrow', 0n)).toThrow(/must be a date/)
})
