import { Recipe } from '@tributary/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyOf, parseSeed, type Sketch, seedLimit, seedsFrom, shuffled, variationsOf } from './seeds.ts'

const styles = ['dune', 'flora', 'lumen']
const seed = fc.integer({ min: 0, max: seedLimit - 1 })
const sketch: fc.Arbitrary<Sketch> = fc.record({
  seed,
  style: fc.oneof(fc.constantFrom(...styles), fc.constant({ dune: 75, flora: 25 })),
  parameters: fc.record(
    {
      truncation: fc.double({ min: 0, max: 2, noNaN: true }),
      zoom: fc.double({ min: 0.25, max: 1024, noNaN: true }),
    },
    { requiredKeys: [] },
  ),
})

test('a row of seeds holds as many different seeds as asked for, all of which an engine takes', () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 64 }), (start, count) => {
      const seeds = seedsFrom(start, count)
      expect(new Set(seeds).size).toBe(count)
      for (const each of seeds) Recipe.checkSeed(each)
    }),
  )
})

test('shuffling always leads to a seed that an engine takes', () => {
  for (const value of [0, 0.5, 1 - Number.EPSILON]) Recipe.checkSeed(shuffled(() => value))
})

test('variations keep the seed, stay within what an engine takes, and differ from each other', () => {
  fc.assert(
    fc.property(sketch, (given) => {
      const others = variationsOf(given, styles)
      for (const { sketch: other } of others) {
        expect(other.seed).toBe(given.seed)
        Recipe.view(other.parameters)
      }
      const keys = others.map((other) => keyOf(other.sketch))
      expect(keys).not.toContain(keyOf(given))
    }),
  )
})

test('a picture has a neighbor for every style that is not in it yet', () => {
  const others = variationsOf({ seed: 1, style: 'dune', parameters: {} }, styles)
  expect(others.map(({ change }) => change)).toEqual([
    'calmer',
    'calmer',
    'wilder',
    'wilder',
    'closer',
    'wider',
    'a little flora',
    'a little lumen',
  ])
  expect(others[6]!.sketch.style).toEqual({ dune: 70, flora: 30 })
})

test('what is no seed is none', () => {
  for (const text of [undefined, '', '-1', '1.5', 'x', '4294967296', '99999999999']) {
    expect(parseSeed(text)).toBeUndefined()
  }
  expect(parseSeed(' 7 ')).toBe(7)
  expect(parseSeed('4294967295')).toBe(4294967295)
})
