import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { word } from '../test/vectors.ts'
import * as Leaf from './Leaf.ts'

const weights = fc.bigInt(1n, 1n << 64n)

test('pro rata leaves do not depend on the order or the unit of the list', () => {
  const list = fc.array(fc.record({ to: fc.constantFrom(word(1), word(2), word(3)), weight: weights }), {
    minLength: 1,
  })
  fc.assert(
    fc.property(list, fc.bigInt(1n, 1000n), (contributors, unit) => {
      const leaves = Leaf.proRata(contributors)
      const scaled = contributors.map(({ to, weight }) => ({ to, weight: weight * unit }))
      expect(Leaf.proRata(contributors.toReversed())).toEqual(leaves)
      expect(Leaf.proRata(scaled)).toEqual(leaves)
    }),
  )
})

test('pro rata leaves keep the proportions', () => {
  expect(
    Leaf.proRata([
      { to: word(2), weight: '0.35' },
      { to: word(1), weight: '0.5' },
      { to: word(2), weight: '.15'.padStart(4, '0') },
    ]),
  ).toEqual([
    { kind: 'account', to: word(1), weight: 1n },
    { kind: 'account', to: word(2), weight: 1n },
  ])
  expect(
    Leaf.proRata([
      { to: word(1), weight: 2 },
      { kind: 'work', to: word(1), weight: 4 },
    ]),
  ).toEqual([
    { kind: 'account', to: word(1), weight: 1n },
    { kind: 'work', to: word(1), weight: 2n },
  ])
})

test('contributors without weight or with a weight that is none are refused by their place', () => {
  expect(() => Leaf.proRata([{ to: word(1), weight: 0 }])).toThrow(/contributors\[0\] weighs 0/)
  for (const weight of [-1, '1e3', Number.NaN, '1.2.3']) {
    expect(() =>
      Leaf.proRata([
        { to: word(1), weight: 1 },
        { to: word(2), weight },
      ]),
    ).toThrow(/contributors\[1\]/)
  }
})

test('leaves lead back from JSON', () => {
  fc.assert(
    fc.property(arbitrary.leaf, (leaf) => {
      expect(Leaf.parse(JSON.parse(JSON.stringify(Leaf.toJson(leaf))))).toEqual(leaf)
    }),
  )
})
