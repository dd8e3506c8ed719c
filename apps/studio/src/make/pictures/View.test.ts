import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sides, sizeOf } from './shapes.ts'
import { gridSeeds, parseView, type View } from './View.ts'

test('an address shows again what it showed', () => {
  const view: View = {
    model: 'job:12',
    mix: 'a+b+20',
    from: 7,
    lock: [1, 2],
    shape: 'wide',
    wild: 120,
    side: 512,
    around: 3,
  }
  expect(parseView({ ...view })).toEqual(view)
})

test('whatever an address holds, the table opens', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('model', 'mix', 'from', 'lock', 'shape', 'wild', 'side', 'around'), fc.anything()),
      (search) => {
        expect(parseView(parseView(search))).toEqual(parseView(search))
      },
    ),
  )
  expect(parseView({ model: '../etc', from: -1, wild: 900, shape: 'toString', lock: ['x', 5] })).toEqual({ lock: [5] })
})

test('locked seeds come first, none comes twice, and the grid keeps its size', () => {
  expect(gridSeeds([9, 2], [1, 2, 3, 4])).toEqual([9, 2, 1, 3])
  expect(gridSeeds([], [1, 2])).toEqual([1, 2])
})

test('every shape has the longer side that was asked for', () => {
  for (const shape of ['square', 'portrait', 'landscape', 'wide'] as const) {
    for (const side of sides) {
      const { width, height } = sizeOf(shape, side)
      expect(Math.max(width, height)).toBe(side)
    }
  }
})
