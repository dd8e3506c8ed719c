import { Random } from '../core/Random.ts'
import { styleLoudness } from '../network/Generator.ts'
import { type Corpus, sample } from './Corpus.ts'
import { type Settings, shards } from './Settings.ts'

/** One shard of a step: as many real pictures as codes for made ones, pair by pair of one style and one view. */
export type Batch = {
  readonly count: number
  /** Points in one view. */
  readonly area: number
  /** Style numbers. */
  readonly styles: readonly number[]
  /** [count, latent + styles] */
  readonly codes: Float32Array
  /** [count, area, 2] */
  readonly points: Float32Array
  /** [count, area, 3] */
  readonly real: Float32Array
  /** How the colors of each made picture, and then of each real one, are changed before they are judged. */
  readonly tints: readonly Tint[]
}

/** Contrast and brightness: color times `gain` plus `shift`. */
type Tint = { readonly gain: number; readonly shift: number }

/** Which random stream a batch is drawn from. */
export const purposes = { discriminator: 1, generator: 2, initial: 3, preview: 4 } as const

/** Draws the batch of one shard: a function of the seed, the step, the purpose and the shard alone. */
export function draw(
  corpus: Corpus,
  settings: Settings,
  seed: number,
  step: number,
  purpose: number,
  shard: number,
): Batch {
  const random = new Random(seed, step, purpose, shard)
  const count = settings.batch / shards
  const area = settings.view ** 2
  const codes = new Float32Array(count * (settings.latent + corpus.styleCount))
  const points = new Float32Array(count * area * 2)
  const real = new Float32Array(count * area * 3)
  const styles: number[] = []
  const tints: Tint[] = []
  for (let i = 0; i < count; i++) {
    const picture = random.below(corpus.count)
    const style = corpus.styles[picture]!
    styles.push(style)
    fillCode(codes, i, settings.latent, corpus.styleCount, style, random)
    const view = points.subarray(i * area * 2, (i + 1) * area * 2)
    fillView(view, settings.view, random)
    sample(corpus, picture, view, settings.mirror && random.unit() < 0.5, real, i * area * 3)
  }
  for (let i = 0; i < 2 * count; i++) tints.push(tintOf(settings.colorJitter, random))
  return { count, area, styles, codes, points, real, tints }
}

/** Writes a latent and its style into row `row` of `codes`. */
export function fillCode(
  codes: Float32Array,
  row: number,
  latent: number,
  styleCount: number,
  style: number,
  random: Random,
): void {
  const start = row * (latent + styleCount)
  for (let i = 0; i < latent; i++) codes[start + i] = random.normal()
  codes[start + latent + style] = styleLoudness
}

/**
 * Half of the views show nearly the whole picture, the others a part of it down to a sixteenth, which teaches fine edges.
 *
 * Each point lies anywhere in its cell: on a regular grid, waves too fine for it would pass for coarse ones.
 */
function fillView(points: Float32Array, side: number, random: Random): void {
  const size = random.unit() < 0.5 ? random.between(0.8, 1) : magnified(random.unit())
  const [centerX, centerY] = [random.between(size - 1, 1 - size), random.between(size - 1, 1 - size)]
  for (let y = 0, o = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      points[o++] = centerX + size * (((x + random.unit()) / side) * 2 - 1)
      points[o++] = centerY + size * (((y + random.unit()) / side) * 2 - 1)
    }
  }
}

/** From 1 at 1 to 1/16 at 0, more often small. */
function magnified(unit: number): number {
  return (1 + 15 * unit * unit) / 16
}

function tintOf(strength: number, random: Random): Tint {
  return { gain: 1 + random.between(-0.5, 0.5) * strength, shift: random.between(-0.5, 0.5) * strength }
}
