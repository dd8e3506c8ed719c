import { expect, test } from 'vitest'
import { readVectors, word } from '../test/vectors.ts'
import * as Offer from './Offer.ts'
import * as Rights from './Rights.ts'

const token = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
const valid = { work: word(1), token, price: 10_000_000n, rights: 3 } as const

test.for(readVectors('offer').offers ?? [])('R-11: an offer with $name has the id of the vectors', ({ offer, id }) => {
  expect(Offer.id(offer)).toBe(id)
})

test('R-1: changing any field of an offer changes its id', () => {
  const ids = (readVectors('offer').offers ?? []).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('offers lead back from JSON, with rights as words or as a mask', () => {
  const offer = Offer.from(valid)
  expect(Offer.parse(JSON.parse(JSON.stringify(Offer.toJson(offer))))).toEqual(offer)
  expect(Offer.parse({ ...Offer.toJson(offer), rights: ['display', 'commercial'] })).toEqual(offer)
})

test('offers that contradict themselves are refused with the reason', () => {
  expect(() => Offer.from({ ...valid, supply: 0 })).toThrow(/supply is 0/)
  expect(() => Offer.from({ ...valid, exclusive: 4 })).toThrow(/exclusive rights 4 are not among 3/)
  expect(() => Offer.from({ ...valid, revenueShare: 1_000_001 })).toThrow(/revenueShare is 1000001/)
  expect(() => Offer.from({ ...valid, price: 1n << 128n })).toThrow(/price/)
})

test('rights are masks and words', () => {
  for (let mask = 0; mask < 32; mask++) expect(Rights.from(Rights.list(mask))).toBe(mask)
  expect(Rights.parse('display, training')).toBe(9)
  expect(Rights.has(9, 'training')).toBe(true)
  expect(() => Rights.parse(['broadcast'])).toThrow(/display, commercial, derivative, training, resale/)
  expect(() => Rights.parse(32)).toThrow(/mask up to 31/)
})
