import type { Offer } from '@tributary/sdk/wire'
import { expect, test } from 'vitest'
import { titleOf, wordsOf } from './wordsOf.ts'

const address = `0x${'11'.repeat(20)}`
const hash = `0x${'22'.repeat(32)}`
const offer: Offer = {
  id: hash,
  work: hash,
  holder: { address },
  token: { address, symbol: 'USDC', decimals: 6 },
  price: '2000000',
  rights: ['display'],
  exclusive: [],
  supply: 10,
  sold: 9,
  duration: 0,
  uses: 0,
  validUntil: '18446744073709551615',
  derivativeShare: 0,
  state: 'open',
  signed: { offer: {}, signature: '0x' },
}

test('every right is either granted or said not to be', () => {
  const { may, mayNot } = wordsOf({ ...offer, rights: ['display', 'training'] })
  expect(may.length + mayNot.length).toBe(5)
  expect(may.length).toBe(2)
})

test('an exclusive right says so', () => {
  expect(wordsOf({ ...offer, exclusive: ['display'] }).may[0]).toMatch(/you alone/)
  expect(titleOf({ ...offer, exclusive: ['display'] })).toMatch(/exclusively/)
})

test('limits tell how long, how often and how many are left', () => {
  expect(wordsOf(offer).limits).toEqual(['For ever', 'The last one'])
  expect(wordsOf({ ...offer, duration: 86_400, uses: 3, sold: 0 }).limits).toEqual(['For 1 day', '3 uses', '10 left'])
})

test('what is owed beyond the price is told before it is bought', () => {
  expect(wordsOf({ ...offer, derivativeShare: 100_000 }).duties[0]).toMatch(/10 %/)
  expect(wordsOf(offer).duties).toEqual([])
})
