import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Arena } from '../core/Arena.ts'
import { Tape } from '../core/Tape.ts'
import { generate, specs, styleLoudness } from '../network/Generator.ts'
import { Parameters } from '../network/Parameters.ts'
import { hash } from '../pictures/Picture.ts'
import { untrained } from './model.fixture.ts'
import { Renderer } from './Renderer.ts'
import type { RecipeInput } from './render.ts'
import { recipe, render } from './render.ts'

const { model } = untrained()
const usual: RecipeInput = { seed: 7, style: 'ada', width: 40, height: 40 }
const picture = (changes: Partial<RecipeInput> = {}) => render(model, recipe(model, { ...usual, ...changes }))

test('the same recipe gives the same picture, and any change of it another one', () => {
  const first = hash(picture())
  expect(hash(picture())).toBe(first)
  const changes: Partial<RecipeInput>[] = [
    { seed: 8 },
    { style: 'ben' },
    { style: { ada: 1, ben: 1 } },
    { width: 41 },
    { height: 39 },
    { parameters: { truncation: 0.5 } },
    { parameters: { zoom: 2 } },
    { parameters: { x: 0.1 } },
    { parameters: { y: -0.1 } },
  ]
  const others = changes.map((change) => hash(picture(change)))
  expect(new Set([first, ...others]).size).toBe(changes.length + 1)
})

test('a mix with one style is that style, and weights count only in relation', () => {
  expect(picture({ style: { ada: 3, ben: 0 } })).toEqual(picture())
  expect(picture({ style: { ada: 2, ben: 6 } })).toEqual(picture({ style: { ada: 0.5, ben: 1.5 } }))
})

test('absent parameters are their defaults, and numbers may be written as text', () => {
  expect(picture({ parameters: { truncation: 1, zoom: 1, x: 0, y: 0 } })).toEqual(picture())
  expect(picture({ parameters: { zoom: '2' } })).toEqual(picture({ parameters: { zoom: 2 } }))
})

test('a magnified view shows the same points as the whole picture', () => {
  const whole = picture({ width: 64, height: 64 })
  const quarter = picture({ width: 32, height: 32, parameters: { zoom: 2, x: -0.5, y: -0.5 } })
  for (let y = 0; y < 32; y++) {
    const row = whole.data.subarray(y * 64 * 3, (y * 64 + 32) * 3)
    expect(quarter.data.subarray(y * 32 * 3, (y + 1) * 32 * 3)).toEqual(row)
  }
})

test('drawing agrees with the network as training computes it, to one step of a color', () => {
  const { architecture, styles } = model.header
  const code = Float32Array.from({ length: architecture.latent + styles.length }, (_, i) =>
    Math.fround((i % 5) / 4 - 0.5),
  )
  code[architecture.latent] = styleLoudness
  const points = Float32Array.from({ length: 200 }, (_, i) => Math.fround(((i * 37) % 100) / 50 - 1))
  const tape = new Tape(new Arena())
  const parameters = new Parameters(tape.arena, specs(architecture, styles.length))
  parameters.values().set(model.weights)
  const made = generate(tape, parameters.frozen, tape.tensor([1, code.length], code), tape.tensor([1, 100, 2], points))
  const expected = Array.from(tape.values(made), (color) => (color + 1) * 127.5)
  const drawn = new Renderer(architecture, styles.length, model.weights).paint(code, 100, (start, xs, ys) => {
    for (let i = 0; i < xs.length; i++) {
      xs[i] = points[(start + i) * 2] ?? 0
      ys[i] = points[(start + i) * 2 + 1] ?? 0
    }
  })
  for (const [i, color] of expected.entries()) expect(Math.abs(drawn[i]! - color)).toBeLessThan(0.51)
})

test('any size up to the limit is made of exactly its pixels', () => {
  const sides = fc.integer({ min: 1, max: 90 })
  fc.assert(
    fc.property(sides, sides, (width, height) => {
      expect(picture({ width, height }).data.length).toBe(width * height * 3)
    }),
    { numRuns: 30 },
  )
})

test('the longer side spans the whole plane', () => {
  const tall = picture({ width: 20, height: 40 })
  const whole = picture()
  for (let y = 0; y < 40; y++) {
    const middle = whole.data.subarray((y * 40 + 10) * 3, (y * 40 + 30) * 3)
    expect(tall.data.subarray(y * 60, (y + 1) * 60)).toEqual(middle)
  }
})

test('what cannot be drawn is refused with its limit', () => {
  const refused: [Partial<RecipeInput>, RegExp][] = [
    [{ width: 8193, height: 8193 }, /67125249 pixels; the most is 67108864/],
    [{ width: 0 }, /width is 0; it goes from 1/],
    [{ height: 2.5 }, /height is 2.5/],
    [{ seed: -1 }, /seed is -1; it goes from 0 to 4294967295/],
    [{ seed: 2 ** 32 }, /seed is 4294967296/],
    [{ style: 'dora' }, /no style "dora"/],
    [{ style: {} }, /weights sum to 0/],
    [{ style: { ada: -1, ben: 2 } }, /"ada" weighs -1/],
    [{ style: { ada: Number.NaN } }, /"ada" weighs NaN/],
    [{ parameters: { sharpness: 1 } }, /parameter "sharpness"/],
    [{ parameters: { zoom: 0 } }, /zoom is 0; it goes from 0.25 to 1024/],
    [{ parameters: { x: 'left' } }, /x is NaN/],
  ]
  for (const [change, message] of refused) expect(() => picture(change)).toThrow(message)
})

test('a recipe of another engine, kernel or model is refused', () => {
  const good = recipe(model, usual)
  const other = { runtime: 'tributary-engine/0', kernel: '0x11', model: '0x22' }
  for (const [field, value] of Object.entries(other)) {
    expect(() => render(model, { ...good, [field]: value })).toThrow(new RegExp(`asks for ${field} ${value}`))
  }
})
