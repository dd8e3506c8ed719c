import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Mix from './Mix.ts'

const styles = ['dune', 'flora', 'lumen', 'été+hiver', '50%']
const style = fc.constantFrom(...styles)
const mixed = fc
  .tuple(style, style, fc.integer({ min: 0, max: 100 }))
  .filter(([first, second]) => first !== second)
  .map(([first, second, part]): Mix.Mix => ({ first, second, amount: part / 100 }))
const mix = fc.oneof(style.map(Mix.alone), mixed)

test('a mix comes back from the address it was written into', () => {
  fc.assert(
    fc.property(mix, (given) => {
      expect(Mix.parse(Mix.format(given), styles)).toEqual(given)
    }),
  )
})

test('an address that names no known style means any style', () => {
  for (const text of [undefined, '', 'nobody', 'nobody+dune+10', '%', '++']) {
    expect(Mix.parse(text, styles)).toBeUndefined()
  }
  expect(Mix.parse('flora+nobody+10', styles)).toEqual(Mix.alone('flora'))
  expect(Mix.parse('flora+dune+900', styles)).toEqual(Mix.alone('flora'))
})

test('taps choose styles, never more than two, and each can be taken back', () => {
  fc.assert(
    fc.property(fc.option(mix, { nil: undefined }), fc.array(style), (start, taps) => {
      const end = taps.reduce<Mix.Mix | undefined>(Mix.toggle, start)
      if (end === undefined) return
      expect(styles).toContain(end.first)
      expect(end.second).not.toBe(end.first)
    }),
  )
  expect(Mix.toggle(undefined, 'dune')).toEqual(Mix.alone('dune'))
  expect(Mix.toggle(Mix.alone('dune'), 'dune')).toBeUndefined()
  expect(Mix.toggle(Mix.alone('dune'), 'flora')).toEqual({ first: 'dune', second: 'flora', amount: 0.5 })
  expect(Mix.toggle({ first: 'dune', second: 'flora', amount: 0.5 }, 'dune')).toEqual(Mix.alone('flora'))
})

test('a slider at either end is that style alone', () => {
  expect(Mix.toStyle({ first: 'dune', second: 'flora', amount: 0 })).toBe('dune')
  expect(Mix.toStyle({ first: 'dune', second: 'flora', amount: 1 })).toBe('flora')
  expect(Mix.toStyle({ first: 'dune', second: 'flora', amount: 0.25 })).toEqual({ dune: 75, flora: 25 })
})

test('a style is said in words, the larger part first', () => {
  expect(Mix.describe('dune')).toBe('dune')
  expect(Mix.describe({ dune: 1, flora: 3 })).toBe('flora with 25 % dune')
})
