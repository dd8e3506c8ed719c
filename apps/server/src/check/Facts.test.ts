import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, compare, type Facts, put, read } from './Facts.ts'

const buckets = fc.dictionary(fc.stringMatching(/^0x[0-9a-f]{1,8}$/), fc.bigInt({ min: 0n, max: 2n ** 128n }))

function factsOf(amounts: Readonly<Record<string, bigint>>): Facts {
  const facts: Facts = new Map()
  for (const [bucket, amount] of Object.entries(amounts)) put(facts, 'gross', { bucket }, amount)
  return facts
}

test('sources that say the same differ in nothing, in whatever order and spelling', () => {
  fc.assert(
    fc.property(buckets, (amounts) => {
      const other: Facts = new Map()
      for (const [bucket, amount] of Object.entries(amounts).reverse()) {
        const half = amount / 2n
        if (amount > 0n) add(other, 'gross', { bucket: bucket.toUpperCase() }, half)
        if (amount > 0n) add(other, 'gross', { bucket }, amount - half)
      }
      expect(compare(factsOf(amounts), other, new Map())).toEqual([])
    }),
  )
})

test('whatever one source says otherwise is told once, with what each says', () => {
  fc.assert(
    fc.property(buckets, fc.nat(), fc.constantFrom(0, 1, 2), (amounts, at, liar) => {
      const names = Object.keys(amounts).filter((name) => amounts[name]! > 0n)
      fc.pre(names.length > 0)
      const bucket = names[at % names.length]!
      const sources = [factsOf(amounts), factsOf(amounts), factsOf(amounts)] as const
      add(sources[liar], 'gross', { bucket }, 1n)
      const honest = String(amounts[bucket])
      const said = [honest, honest, honest].with(liar, String(amounts[bucket]! + 1n))
      const [index, events, chain] = said
      expect(compare(...sources)).toEqual([{ fact: 'gross', of: { bucket }, index, events, chain }])
    }),
  )
})

test('what only one of index and events knows is told, and what no source was asked for is not', () => {
  const [known, nothing] = [factsOf({ '0x1': 7n }), factsOf({ '0x1': 0n })]
  expect(compare(known, nothing, new Map())).toEqual([{ fact: 'gross', of: { bucket: '0x1' }, index: '7' }])
  expect(compare(nothing, known, new Map())).toEqual([{ fact: 'gross', of: { bucket: '0x1' }, events: '7' }])
  expect(compare(nothing, nothing, known)).toEqual([])
})

test('a fact can be read back from its key', () => {
  const facts: Facts = new Map()
  put(facts, 'paid of flow', { bucket: '0xAB', flow: 3 }, 1n)
  expect([...facts.keys()].map(read)).toEqual([{ fact: 'paid of flow', of: { bucket: '0xab', flow: '3' } }])
})
