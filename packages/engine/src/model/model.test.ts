import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BaseError } from '../BaseError.ts'
import { sha256 } from '../core/Hex.ts'
import { untrained } from '../render/model.fixture.ts'
import { parse, serialize } from './Model.ts'

const { model, file } = untrained()

test('a model file comes back as it was written, and its hash is its identity', () => {
  expect(serialize(model.header, model.weights)).toEqual(file)
  expect(parse(file)).toEqual(model)
  expect(model.hash).toBe(sha256(file))
})

test('one changed byte anywhere is noticed', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const changed = file.slice()
      changed[at]! ^= difference
      expect(() => parse(changed)).toThrow(BaseError)
    }),
  )
})

test('a file that was cut or extended anywhere is noticed', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), (length) => {
      expect(() => parse(file.subarray(0, length))).toThrow(BaseError)
    }),
  )
  expect(() => parse(Uint8Array.of(...file, 0))).toThrow(/model file has/)
})

test('a header that asks for an impossible network is refused before memory is taken', () => {
  const refused: [object, RegExp][] = [
    [{ architecture: { ...model.header.architecture, hidden: 1e9 } }, /hidden is 1000000000; it goes from 1 to 512/],
    [{ architecture: { ...model.header.architecture, frames: 6 } }, /frames is 6/],
    [{ architecture: { kind: 'diffusion' } }, /architecture is "diffusion"/],
    [{ format: 'tributary-model/9' }, /format is "tributary-model\/9"/],
    [{ styles: [] }, /0 styles/],
    [{ styles: ['ada', 'ada'] }, /a style appears twice/],
  ]
  for (const [change, message] of refused) {
    const header = { ...model.header, ...change } as typeof model.header
    expect(() => parse(serialize(header, model.weights))).toThrow(message)
  }
})
