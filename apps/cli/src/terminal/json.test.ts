import { expect, test } from 'vitest'
import { toJson } from './json.ts'

test('integers beyond 2^53 become decimal strings, bytes 0x-hex, maps objects', () => {
  const value = { amount: 2n ** 200n, bytes: new Uint8Array([0, 255]), map: new Map([['a', 1n]]), none: undefined }
  expect(JSON.parse(toJson(value))).toEqual({ amount: (2n ** 200n).toString(), bytes: '0x00ff', map: { a: '1' } })
})
