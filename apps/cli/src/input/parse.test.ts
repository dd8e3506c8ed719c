import { expect, test } from 'vitest'
import { integerBetween, numberBetween } from './parse.ts'

test('a whole number is read between its limits and nothing else', () => {
  const read = integerBetween(1, 10)
  expect(read('10')).toBe(10)
  for (const text of ['0', '11', '1.5', '1e1', '', ' ', 'ten', '99999999999999999999']) {
    expect(() => read(text), text).toThrow('It must be a whole number from 1 to 10.')
  }
})

test('a number is read between its limits and nothing else', () => {
  const read = numberBetween(0, 1)
  expect(read('0.25')).toBe(0.25)
  for (const text of ['-1', '1.01', 'NaN', 'Infinity', '']) expect(() => read(text), text).toThrow(/from 0 to 1/)
})
