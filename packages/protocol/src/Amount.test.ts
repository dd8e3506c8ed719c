import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { readVectors } from '../test/vectors.ts'
import * as Amount from './Amount.ts'

const { flows = [], residuals = [], leaves = [] } = readVectors('amount')
const shares = fc
  .array(fc.integer({ min: 0, max: 31_250 }), { maxLength: 32 })
  .map((shares) => shares.filter((_, i) => i < 32))

test('R-11: dues are those of the vectors', () => {
  for (const { gross, share, due } of flows) expect(Amount.flowDue(BigInt(gross), share)).toBe(BigInt(due))
  for (const { gross, shares, due } of residuals) expect(Amount.residualDue(BigInt(gross), shares)).toBe(BigInt(due))
  for (const { flow, weight, total, due } of leaves) {
    expect(Amount.leafDue(BigInt(flow), BigInt(weight), BigInt(total))).toBe(BigInt(due))
  }
})

test('R-2: dues never exceed the gross, and miss it by less than one wei a payee', () => {
  fc.assert(
    fc.property(arbitrary.uint(128), shares, (gross, shares) => {
      const dues = shares.reduce((sum, share) => sum + Amount.flowDue(gross, share), Amount.residualDue(gross, shares))
      expect(dues).toBeLessThanOrEqual(gross)
      expect(gross - dues).toBeLessThan(BigInt(shares.length + 1))
    }),
  )
})

test('R-4: every due only grows with the gross', () => {
  fc.assert(
    fc.property(arbitrary.uint(127), arbitrary.uint(127), shares, (gross, more, shares) => {
      for (const share of shares)
        expect(Amount.flowDue(gross + more, share)).toBeGreaterThanOrEqual(Amount.flowDue(gross, share))
      expect(Amount.residualDue(gross + more, shares)).toBeGreaterThanOrEqual(Amount.residualDue(gross, shares))
    }),
  )
})

test('amounts lead back from their decimal form', () => {
  fc.assert(
    fc.property(arbitrary.uint(128), fc.integer({ min: 0, max: 18 }), (amount, decimals) => {
      expect(Amount.parse(Amount.format(amount, decimals), decimals)).toBe(amount)
    }),
  )
})

test('amounts are written without trailing zeros', () => {
  expect(Amount.format(1_500_000n, 6)).toBe('1.5')
  expect(Amount.format(10_000_000n, 6)).toBe('10')
  expect(Amount.format(1n, 6)).toBe('0.000001')
  expect(Amount.format(-1n, 6)).toBe('-0.000001')
  expect(Amount.format(7n, 0)).toBe('7')
})

test('what is not an amount of the token is refused, never rounded', () => {
  for (const text of ['', '-1', '1e3', '1.', '.5', '0x10', '1,5', '0.0000001']) {
    expect(() => Amount.parse(text, 6), text).toThrow(/must be a decimal with at most 6 digits/)
  }
})

test('shares are read as percent or parts per million', () => {
  expect(Amount.parseShare('15%')).toBe(150_000)
  expect(Amount.parseShare('0.0001 %')).toBe(1)
  expect(Amount.parseShare('150000')).toBe(150_000)
  expect(Amount.formatShare(150_000)).toBe('15%')
  expect(() => Amount.parseShare('101%')).toThrow(/the most is 1000000/)
})

test('revenue that is due rounds up, and declaring in parts costs no more', () => {
  expect(Amount.revenueDueUp(1n, 1)).toBe(1n)
  expect(Amount.revenueDueUp(0n, 1_000_000)).toBe(0n)
  expect(Amount.revenueDueUp(1_000_000n, 50_000)).toBe(50_000n)
})
