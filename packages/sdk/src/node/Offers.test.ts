import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { License, Offer } from '@tributary/protocol'
import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import * as Offers from './Offers.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'offers-'))
const token = `0x${'11'.repeat(20)}` as const
const signature: Hex = `0x${'ab'.repeat(65)}`

function signed(price: bigint): Parameters<typeof Offers.keep>[1] {
  const offer = Offer.from({ work: `0x${'22'.repeat(32)}`, token, price, rights: 1 })
  return { offer, id: Offer.id(offer), signature }
}

test('offers that were kept are read as they were signed, prices beyond 2^53 included', () => {
  const home = folder()
  expect(Offers.all(home)).toEqual([])
  const [cheap, dear] = [signed(1n), signed(2n ** 100n)]
  for (const offer of [cheap, dear, dear]) Offers.keep(home, offer)
  expect(Offers.all(home)).toEqual(expect.arrayContaining([cheap, dear]))
  expect(Offers.all(home)).toHaveLength(2)
})

test('the offer under which a license was sold is found by the license alone', () => {
  const home = folder()
  const offer = signed(5n)
  Offers.keep(home, offer)
  const license = License.from({ offer: offer.id, serial: 1 })
  expect(Offers.under(home, license)).toEqual(offer)
  expect(() => Offers.under(folder(), license)).toThrow('This home holds no offer of the license')
})

test('a file without a signature, or that is no JSON, is named', () => {
  const home = folder()
  const path = join(home, 'offer.json')
  writeFileSync(path, JSON.stringify({ ...Offers.toJson(signed(1n)), signature: '0xabc' }))
  expect(() => Offers.read(path)).toThrow(`${path} holds no signature.`)
  writeFileSync(path, '{"offer":')
  expect(() => Offers.read(path)).toThrow(`What came from ${path} is not JSON`)
})
