import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal, foremost, moneyText, parseAmount, percent } from './money.ts'

const dollar = { address: '0x5FbDB2315678afecb367f032d93F642f64180aa3', symbol: 'USDC', decimals: 6 }

test('an amount is written with two digits, rounded down', () => {
  expect(decimal('1999999', 6)).toBe('1.99')
  expect(decimal('1000000', 6)).toBe('1.00')
  expect(decimal('1234567890000', 6)).toBe('1,234,567.89')
})

test('an amount that would round to nothing keeps its first digit', () => {
  expect(decimal('7', 6)).toBe('0.000007')
  expect(decimal('0', 6)).toBe('0.00')
})

test('a token without decimals has no point', () => {
  expect(decimal('42', 0)).toBe('42')
})

test('dollars are written as dollars and other tokens with their symbol', () => {
  expect(moneyText({ amount: '2500000', token: dollar })).toBe('$2.50')
  expect(moneyText({ amount: '20000000000000000', token: { ...dollar, symbol: 'WETH', decimals: 18 } })).toBe(
    '0.02 WETH',
  )
})

test('dollars are told first, however much there is of others', () => {
  const ether = { amount: '9000000000000000000', token: { ...dollar, symbol: 'WETH', decimals: 18 } }
  const some = { amount: '1', token: dollar }
  expect(foremost([ether, some])).toBe(some)
  expect(foremost([ether])).toBe(ether)
  expect(foremost([])).toBeUndefined()
})

test('what is typed is read to the wei, and nothing else is read', () => {
  expect(parseAmount('2.5', 6)).toBe('2500000')
  expect(parseAmount('$1,000', 6)).toBe('1000000000')
  expect(parseAmount('0', 6)).toBe('0')
  for (const wrong of ['', '-1', '1e3', '1.0000001', 'ten', '1.2.3', '.5'])
    expect(parseAmount(wrong, 6)).toBeUndefined()
})

test('an amount that is written out whole is read back as it was', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }), (amount, decimals) => {
      const text = decimal(amount.toString(), decimals, decimals)
      expect(parseAmount(text, decimals)).toBe(amount.toString())
    }),
  )
})

test('a share is written in percent, however small', () => {
  expect(percent(150_000)).toBe('15 %')
  expect(percent(1)).toBe('0.0001 %')
})
