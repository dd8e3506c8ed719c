import fc from 'fast-check'
import { expect, test } from 'vitest'
import { specs as discriminatorSpecs, judge, tangent } from '../network/Discriminator.ts'
import { generate, specs as generatorSpecs } from '../network/Generator.ts'
import { initial, type LayerSpec } from '../network/Layer.ts'
import { Parameters } from '../network/Parameters.ts'
import { Arena } from './Arena.ts'
import { Random } from './Random.ts'
import { Tape } from './Tape.ts'
import type { Tensor } from './Tensor.ts'

test('random numbers are the same on every machine', () => {
  const random = new Random(1, 2, 3)
  expect(Array.from({ length: 4 }, () => random.word())).toMatchInlineSnapshot(`
    [
      3264869918,
      3572063520,
      455017170,
      2677112027,
    ]
  `)
  expect(random.normal()).toMatchInlineSnapshot(`-0.35688034747727215`)
})

test('different seeds give different streams, and normals have mean 0 and variance 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }), (a, b) => {
      fc.pre(a !== b)
      expect(Array.from({ length: 4 }, () => new Random(a).word())).not.toEqual([new Random(b).word()])
      expect(new Random(a, b).word()).not.toBe(new Random(b, a).word())
    }),
  )
  const random = new Random(9)
  const normals = Array.from({ length: 100_000 }, () => random.normal())
  const mean = normals.reduce((sum, x) => sum + x, 0) / normals.length
  const variance = normals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / normals.length
  expect(Math.abs(mean)).toBeLessThan(0.015)
  expect(Math.abs(variance - 1)).toBeLessThan(0.02)
})

const architecture = { kind: 'cppn', latent: 4, mapping: 8, frames: 4, hidden: 8, layers: 1 } as const
const batch = 2
const area = 64

test('the generator has the gradient that small changes of its weights show', () => {
  const { tape, parameters } = network(generatorSpecs(architecture, 2))
  const weigh = noise(batch * area * 3, 5)
  const compute = (): Tensor =>
    generate(tape, parameters.layers, tensor(tape, [batch, 6], 1), tensor(tape, [batch, area, 2], 2))
  expectGradient(tape, parameters, compute, weigh)
})

test('the discriminator has the gradient that small changes of its weights show', () => {
  const { tape, parameters } = network(discriminatorSpecs(8, 4, 2))
  const weigh = noise(batch * 2, 6)
  const compute = (): Tensor => {
    const colors = tensor(tape, [batch, area, 3], 3)
    return judge(tape, parameters.layers, colors, tensor(tape, [batch, area, 2], 4)).logits
  }
  expectGradient(tape, parameters, compute, weigh)
})

test('the tangent along the gradient of a logit is its squared norm, and so is what the penalty moves', () => {
  const { tape, parameters } = network(discriminatorSpecs(8, 4, 1))
  const points = tensor(tape, [batch, area, 2], 4)
  const colors: Tensor = { ...tensor(tape, [batch, area, 3], 3), tracked: true }
  const { logits, inputs } = judge(tape, parameters.frozen, colors, points)
  tape.arena.floats(tape.gradient(logits), batch).fill(1)
  tape.backward()
  const gradient = tape.arena.floats(tape.gradient(colors), colors.length).slice()
  const direction = tape.tensor([batch, area, 3], gradient)
  const norms = tape.values(tangent(tape, parameters.layers, direction, inputs)).slice()
  for (let b = 0; b < batch; b++) {
    const own = gradient.subarray(b * area * 3, (b + 1) * area * 3)
    const square = own.reduce((sum, value) => sum + value * value, 0)
    expect(norms[b]! / square).toBeCloseTo(1, 4)
  }
})

function network(specs: readonly LayerSpec[]): { readonly tape: Tape; readonly parameters: Parameters } {
  const arena = new Arena()
  const parameters = new Parameters(arena, specs)
  const random = new Random(77)
  const values = specs.flatMap((spec) => Array.from(initial(spec, random)))
  parameters.values().set(values)
  return { tape: new Tape(arena), parameters }
}

function noise(count: number, seed: number): Float32Array {
  const random = new Random(seed)
  return Float32Array.from({ length: count }, () => random.between(-1, 1))
}

function tensor(tape: Tape, shape: readonly number[], seed: number): Tensor {
  return tape.tensor(
    shape,
    noise(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
  )
}

/** Compares the gradient of the output weighed and summed, at some parameters, with its change over a small step. */
function expectGradient(tape: Tape, parameters: Parameters, compute: () => Tensor, weigh: Float32Array): void {
  const mark = tape.arena.mark()
  const value = (): number => {
    const sum = tape.values(tape.untracked(compute)).reduce((total, number, i) => total + number * weigh[i]!, 0)
    tape.arena.release(mark)
    return sum
  }
  parameters.gradients().fill(0)
  const output = compute()
  tape.arena.floats(tape.gradient(output), output.length).set(weigh)
  tape.backward()
  tape.arena.release(mark)
  const analytic = parameters.gradients().slice()
  const scale = Math.sqrt(analytic.reduce((sum, g) => sum + g * g, 0) / analytic.length)
  expect(scale).toBeGreaterThan(0)
  const random = new Random(3)
  const off: number[] = []
  for (let n = 0; n < 80; n++) {
    const i = random.below(parameters.length)
    const [old, step] = [parameters.values()[i]!, 2 ** -9]
    parameters.values()[i] = old + step
    const up = value()
    parameters.values()[i] = old - step
    const down = value()
    parameters.values()[i] = old
    off.push(Math.abs((up - down) / (2 * step) - analytic[i]!) / scale)
  }
  // A step may cross the kink of a leaky unit, so a few numbers may be off; a wrong formula would be off everywhere.
  expect(off.sort((a, b) => a - b)[72]!).toBeLessThan(0.05)
}
