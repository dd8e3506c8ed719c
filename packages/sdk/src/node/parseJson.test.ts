import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './parseJson.ts'

test('integers that other tools write without quotes keep every digit', () => {
  expect(
    parseJson('{"a": 115792089237316195423570985008687907853269984665640564039457584007913129639935}', 'x'),
  ).toEqual({
    a: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
  })
  expect(parseJson('[9007199254740993, 1, -5, 1.5, "12345678901234567890"]', 'x')).toEqual([
    '9007199254740993',
    1,
    -5,
    1.5,
    '12345678901234567890',
  ])
})

test('every integer keeps its digits, however long', () => {
  fc.assert(
    fc.property(fc.bigInt(-(2n ** 256n), 2n ** 256n), (integer) => {
      const [read] = parseJson(`[${integer}]`, 'x') as [string | number]
      expect(String(read)).toBe(`${integer}`)
    }),
  )
})

test('a text without long integers is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(
      fc.json().filter((text) => !/\d{16}/.test(text)),
      (text) => {
        expect(parseJson(text, 'x')).toEqual(JSON.parse(text))
      },
    ),
  )
})

test('what is not JSON says where it breaks', () => {
  expect(() => parseJson('{"a": }', 'work.json')).toThrow(/What came from work.json is not JSON: Unexpected token '}'/)
  expect(() => parseJson('  ', 'standard input')).toThrow('it is empty')
})
