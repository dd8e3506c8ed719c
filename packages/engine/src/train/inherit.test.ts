import { expect, test } from 'vitest'
import { specs } from '../network/Generator.ts'
import { countOf } from '../network/Parameters.ts'
import { untrained } from '../render/model.fixture.ts'
import { inherit } from './inherit.ts'
import { settingsOf } from './Settings.ts'

test('styles are inherited by name wherever they stand, and new ones start fresh', () => {
  const { model } = untrained()
  const settings = settingsOf({ latent: 8, mapping: 16, frames: 4, hidden: 24, layers: 2 })
  const styles = ['cleo', 'dora', 'ada', 'eve']
  const fresh = new Float32Array(countOf(specs(model.header.architecture, styles.length))).fill(9)
  const weights = inherit(model, styles, settings, fresh)
  const row = (from: Float32Array, index: number): Float32Array => from.slice((8 + index) * 16, (9 + index) * 16)
  expect(row(weights, 0)).toEqual(row(model.weights, 2))
  expect(row(weights, 2)).toEqual(row(model.weights, 0))
  expect(row(weights, 1)).toEqual(new Float32Array(16).fill(9))
  expect(row(weights, 3)).toEqual(new Float32Array(16).fill(9))
  expect(weights.slice(0, 8 * 16)).toEqual(model.weights.slice(0, 8 * 16))
  expect(weights.slice(12 * 16)).toEqual(model.weights.slice(11 * 16))
})
