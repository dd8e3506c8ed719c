import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import * as License from './License.ts'

test('a license names its offer and its place among those sold', () => {
  fc.assert(
    fc.property(arbitrary.bytes(32), fc.integer({ min: 1, max: 2 ** 32 - 1 }), (offer, serial) => {
      const license = License.from({ offer, serial })
      expect(License.serialOf(license)).toBe(serial)
      expect(License.isOf(license, offer)).toBe(true)
      expect(License.toHex(license).slice(0, 58)).toBe(offer.slice(0, 58))
    }),
  )
})

test('licenses of two offers differ', () => {
  const [one, other] = [`0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`] as const
  expect(License.isOf(License.from({ offer: one, serial: 1 }), other)).toBe(false)
})

test('a serial number outside 32 bits is refused', () => {
  for (const serial of [0, -1, 1.5, 2 ** 32]) {
    expect(() => License.from({ offer: `0x${'11'.repeat(32)}`, serial })).toThrow(/must be from 1 to 2\^32 - 1/)
  }
})
