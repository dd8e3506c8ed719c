import { Random } from '@tributary/engine'
import { expect, test } from 'vitest'
import { draw } from '../artists/draw.ts'
import { nearest } from './copying.ts'
import { features } from './features.ts'
import { frechet } from './frechet.ts'
import { medianDistance, vendi } from './vendi.ts'

const random = new Random(5)
const cloud = (count: number, shift: number): Float64Array[] =>
  Array.from({ length: count }, () => Float64Array.from({ length: 4 }, () => random.normal() + shift))

test('the Fréchet distance is 0 for one sample, and the squared shift for a shifted one', () => {
  const sample = cloud(50, 0)
  expect(frechet(sample, sample)).toBe(0)
  const moved = sample.map((point) => point.map((value) => value + 3))
  expect(frechet(sample, moved)).toBeCloseTo(4 * 9, 9)
})

test('the Vendi score counts how many different things there are', () => {
  const one = Float64Array.of(0, 0)
  expect(vendi([one, one, one], 1)).toBeCloseTo(1, 9)
  expect(vendi([one, Float64Array.of(99, 0), Float64Array.of(0, 99)], 1)).toBeCloseTo(3, 9)
  expect(vendi([one, one, Float64Array.of(99, 0), Float64Array.of(99, 0)], 1)).toBeCloseTo(2, 9)
  const wide = cloud(40, 0)
  expect(vendi(wide, medianDistance(wide))).toBeGreaterThan(
    vendi(
      cloud(40, 0).map((p) => p.map((v) => v / 9)),
      medianDistance(wide),
    ),
  )
})

test('features tell artists apart and pictures of one artist less', () => {
  const far = frechet([features(draw('dune', 0, 64))], [features(draw('lumen', 0, 64))])
  const near = frechet([features(draw('dune', 0, 64))], [features(draw('dune', 1, 64))])
  expect(near).toBeGreaterThan(0)
  expect(far).toBeGreaterThan(5 * near)
})

test('a copy is found, also mirrored', () => {
  const picture = draw('flora', 3, 32)
  const others = [draw('flora', 4, 32), picture]
  expect(nearest(picture, others)).toBe(0)
  const mirrored = { ...picture, data: picture.data.slice() }
  for (let i = 0; i < 32 * 32; i++) {
    const j = i - (i % 32) + 31 - (i % 32)
    mirrored.data.set(picture.data.subarray(j * 3, j * 3 + 3), i * 3)
  }
  expect(nearest(mirrored, others)).toBe(0)
  expect(nearest(picture, [others[0]!])).toBeGreaterThan(5)
})
