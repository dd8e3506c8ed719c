import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionOf, type Keys, wrap } from './useKeys.ts'

function press(
  key: string,
  at: number,
  more: Partial<Keys> = {},
): readonly [what: string, at?: number | undefined] | undefined {
  let done: readonly [string, (number | undefined)?] | undefined
  const note = (what: string) => (value?: number) => {
    done = [what, value]
  }
  const keys: Keys = {
    slides: [1, 2, 3],
    at,
    onAt: note('at'),
    onKeep: note('keep'),
    onDrop: note('drop'),
    compare: () => note('compare')(),
    ...more,
  }
  actionOf(key, keys)?.()
  return done
}

test('arrows lead around, home and end to the ends', () => {
  expect(press('ArrowRight', 2)).toEqual(['at', 0])
  expect(press('ArrowLeft', 0)).toEqual(['at', 2])
  expect(press('End', 0)).toEqual(['at', 2])
  expect(press('Home', 2)).toEqual(['at', 0])
})

test('space keeps, x drops, c compares', () => {
  expect(press(' ', 1)).toEqual(['keep', 1])
  expect(press('X', 1)).toEqual(['drop', 1])
  expect(press('c', 1)).toEqual(['compare', undefined])
})

test('a key that means nothing here is left to the browser', () => {
  expect(press('Tab', 1)).toBeUndefined()
  expect(press('e', 1)).toBeUndefined()
  expect(press('x', 1, { onDrop: undefined })).toBeUndefined()
})

test('wherever one goes, there is a picture', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100, max: 100 }), fc.integer({ min: 1, max: 50 }), (at, count) => {
      const place = wrap(at, count)
      expect(place).toBeGreaterThanOrEqual(0)
      expect(place).toBeLessThan(count)
      expect((((at - place) % count) + count) % count).toBe(0)
    }),
  )
})
