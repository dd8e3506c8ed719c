// The two losses, relativistic and pair by pair: the discriminator wants a real picture's logit above the one of a made
// picture of the same style, the generator the other way round. Both sides of a pair carry a gradient penalty.
//
// Source: Huang et al., "The GAN is dead; long live the GAN! A Modern GAN Baseline", 2024 (RpGAN with R1 and R2);
// Mescheder et al., "Which Training Methods for GANs do actually Converge?", 2018 (R1).
import { tint } from '../core/operations.ts'
import type { Tape } from '../core/Tape.ts'
import type { Tensor } from '../core/Tensor.ts'
import { judge, tangent } from '../network/Discriminator.ts'
import { generate } from '../network/Generator.ts'
import type { Layer } from '../network/Layer.ts'
import type { Parameters } from '../network/Parameters.ts'
import type { Batch } from './Batch.ts'
import type { Settings } from './Settings.ts'

/** Both networks over one memory. */
export type Networks = { readonly tape: Tape; readonly generator: Parameters; readonly discriminator: Parameters }

/** Pictures for the discriminator, the made ones first and then the real ones, and where their points lie. */
export type Pairs = { readonly colors: Tensor; readonly points: Tensor }

/** Makes a picture for every real one of the batch. */
export function pairs(networks: Networks, batch: Batch): Pairs {
  const { tape, generator } = networks
  const made = tape.untracked(() => make(tape, generator.frozen, batch))
  const colors = tape.untracked(() => tint(tape, pair(tape, made, batch.real), batch.tints))
  return { colors, points: doubled(tape, batch) }
}

/** Adds one shard's gradient to the discriminator's; returns the sum of its losses. */
export function discriminatorGradient(networks: Networks, seen: Pairs, batch: Batch, settings: Settings): number {
  const { tape, discriminator } = networks
  const { logits } = judge(tape, discriminator.layers, seen.colors, seen.points)
  const loss = seed(tape, logits, batch, settings.batch)
  tape.backward()
  return loss
}

/** Adds the gradient of the penalty to the discriminator's; returns the sum of the squared norms. */
export function penaltyGradient(networks: Networks, seen: Pairs, batch: Batch, settings: Settings): number {
  const { tape, discriminator } = networks
  const colors: Tensor = { ...seen.colors, tracked: true, gradient: { pointer: 0 } }
  const { logits, inputs } = judge(tape, discriminator.frozen, colors, seen.points)
  fillColumns(tape, logits, batch, 1)
  tape.backward()
  const direction: Tensor = { ...colors, pointer: tape.gradient(colors), tracked: false, gradient: { pointer: 0 } }
  const norms = tangent(tape, discriminator.layers, direction, inputs)
  fillColumns(tape, norms, batch, (settings.penalty * settings.penaltyInterval) / settings.batch)
  tape.backward()
  return columns(tape, norms, batch).reduce((sum, norm) => sum + norm, 0)
}

/** Adds one shard's gradient to the generator's; returns the sum of its losses. */
export function generatorGradient(networks: Networks, batch: Batch, settings: Settings): number {
  const { tape, generator, discriminator } = networks
  const points = tape.tensor([batch.count, batch.area, 2], batch.points)
  const made = make(tape, generator.layers, batch)
  const { logits } = judge(tape, discriminator.frozen, tint(tape, made, batch.tints.slice(0, batch.count)), points)
  const real = tape.tensor([batch.count, batch.area, 3], batch.real)
  const shown = tape.untracked(() => tint(tape, real, batch.tints.slice(batch.count)))
  const truth = tape.untracked(() => judge(tape, discriminator.frozen, shown, points).logits)
  const loss = seedGenerator(tape, logits, truth, batch, settings.batch)
  tape.backward()
  return loss
}

function make(tape: Tape, layers: readonly Layer[], batch: Batch): Tensor {
  const points = tape.tensor([batch.count, batch.area, 2], batch.points)
  const codes = tape.tensor([batch.count, batch.codes.length / batch.count], batch.codes)
  return generate(tape, layers, codes, points)
}

/** Made pictures, then real ones. */
function pair(tape: Tape, made: Tensor, real: Float32Array): Tensor {
  const values = new Float32Array(made.length * 2)
  values.set(tape.values(made))
  values.set(real, made.length)
  return tape.tensor([2 * (made.shape[0] ?? 1), made.shape[1] ?? 1, 3], values)
}

function doubled(tape: Tape, batch: Batch): Tensor {
  const values = new Float32Array(batch.points.length * 2)
  values.set(batch.points)
  values.set(batch.points, batch.points.length)
  return tape.tensor([2 * batch.count, batch.area, 2], values)
}

/** The logit of its own style for every picture; pictures beyond the batch's count start over at its first style. */
function columns(tape: Tape, logits: Tensor, batch: Batch): Float32Array {
  const rows = logits.shape[0] ?? 1
  const styleCount = logits.length / rows
  const values = tape.values(logits)
  return Float32Array.from({ length: rows }, (_, i) => values[i * styleCount + batch.styles[i % batch.count]!]!)
}

function setColumn(gradient: Float32Array, rows: number, row: number, batch: Batch, value: number): void {
  gradient[row * (gradient.length / rows) + batch.styles[row % batch.count]!] = value
}

function fillColumns(tape: Tape, logits: Tensor, batch: Batch, value: number): void {
  const rows = logits.shape[0] ?? 1
  const gradient = tape.arena.floats(tape.gradient(logits), logits.length)
  for (let i = 0; i < rows; i++) setColumn(gradient, rows, i, batch, value)
}

/** softplus(made - real) and its slope into the gradient of the logits: the discriminator's side. */
function seed(tape: Tape, logits: Tensor, batch: Batch, whole: number): number {
  const own = columns(tape, logits, batch)
  const { count } = batch
  const gaps = Float32Array.from({ length: count }, (_, i) => own[i]! - own[count + i]!)
  const slopes = slopesOf(tape, gaps)
  const gradient = tape.arena.floats(tape.gradient(logits), logits.length)
  for (let i = 0; i < count; i++) {
    setColumn(gradient, 2 * count, i, batch, slopes[i]! / whole)
    setColumn(gradient, 2 * count, count + i, batch, -slopes[i]! / whole)
  }
  return gaps.reduce((sum, gap) => sum + softplus(gap), 0)
}

/** softplus(real - made) and its slope into the gradient of the made pictures' logits. */
function seedGenerator(tape: Tape, logits: Tensor, truth: Tensor, batch: Batch, whole: number): number {
  const [made, real] = [columns(tape, logits, batch), columns(tape, truth, batch)]
  const gaps = made.map((logit, i) => real[i]! - logit)
  const slopes = slopesOf(tape, gaps)
  const gradient = tape.arena.floats(tape.gradient(logits), logits.length)
  for (let i = 0; i < batch.count; i++) setColumn(gradient, batch.count, i, batch, -slopes[i]! / whole)
  return gaps.reduce((sum, gap) => sum + softplus(gap), 0)
}

function slopesOf(tape: Tape, gaps: Float32Array): Float32Array {
  const { arena } = tape
  const [source, target] = [arena.put(gaps), arena.allocate(gaps.length)]
  arena.kernel.softplusSlope(source, target, gaps.length)
  return arena.floats(target, gaps.length).slice()
}

/** For the report alone: its last bit may differ between machines. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
}
