import { expect, test } from 'vitest'
import { parseSeeds } from './seeds.ts'

test('seeds are single, listed, ranges or a mix, each once', () => {
  expect(parseSeeds('7')).toEqual([7])
  expect(parseSeeds('1,5,3-6')).toEqual([1, 5, 3, 4, 6])
  expect(parseSeeds('4294967295')).toEqual([4294967295])
})

test.each(['', 'a', '-1', '5-3', '4294967296', '1.5', '1,,2'])('"%s" is no list of seeds', (text) => {
  expect(() => parseSeeds(text)).toThrow(/must be a seed/)
})

test('a range nobody could look at is refused before it fills memory', () => {
  expect(() => parseSeeds('0-4294967295')).toThrow(/At most 10000 seeds/)
})
