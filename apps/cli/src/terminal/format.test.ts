import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, formatBytes, formatCount, formatDuration, formatShare, formatTime, shorten } from './format.ts'

const dollar = { decimals: 6, symbol: 'tUSD' }

describe('amounts', () => {
  test('show at least two decimals, group thousands, and drop no digit that counts', () => {
    expect(formatAmount(0n, dollar)).toBe('0.00 tUSD')
    expect(formatAmount(1_500_000n, dollar)).toBe('1.50 tUSD')
    expect(formatAmount(1_234_567_000_001n, dollar)).toBe('1,234,567.000001 tUSD')
    expect(formatAmount(-1n, dollar)).toBe('-0.000001 tUSD')
    expect(formatAmount(7n, { decimals: 0, symbol: 'X' })).toBe('7 X')
  })

  test('can be read back to the wei', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, (1n << 128n) - 1n), fc.integer({ min: 1, max: 24 }), (amount, decimals) => {
        const [number = ''] = formatAmount(amount, { decimals, symbol: 'T' }).split(' ')
        const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.')
        return (
          BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, '0').slice(0, decimals)) === amount
        )
      }),
    )
  })
})

test('hexadecimal values are shortened for people, short ones stay whole', () => {
  expect(shorten('0x5FbDB2315678afecb367f032d93F642f64180aa3')).toBe('0x5FbDB2…0aa3')
  expect(shorten('0x1234')).toBe('0x1234')
})

test('shares are percents', () => {
  expect(formatShare(150_000)).toBe('15 %')
  expect(formatShare(1)).toBe('0.0001 %')
})

test('durations choose the unit a person would', () => {
  expect(formatDuration(0.04)).toBe('0.0 s')
  expect(formatDuration(59.4)).toBe('59 s')
  expect(formatDuration(80)).toBe('1 min 20 s')
  expect(formatDuration(7_500)).toBe('2 h 5 min')
  expect(formatDuration(31_536_000)).toBe('365 days')
  expect(formatDuration(Number.POSITIVE_INFINITY)).toBe('?')
})

test('sizes are powers of ten', () => {
  expect(formatBytes(482)).toBe('482 B')
  expect(formatBytes(16_300)).toBe('16.3 kB')
  expect(formatBytes(1e15)).toBe('1000.0 TB')
})

test('times are UTC, and a time no calendar holds is shown as it is', () => {
  expect(formatTime(0)).toBe('1970-01-01T00:00:00Z')
  expect(formatTime(2n ** 64n - 1n)).toBe('18446744073709551615 s')
})

test('counts agree with their noun', () => {
  expect(formatCount(1, 'work')).toBe('1 work')
  expect(formatCount(0n, 'leaf', 'leaves')).toBe('0 leaves')
})
