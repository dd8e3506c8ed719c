import { Random } from '../core/Random.ts'
import type { Picture } from '../pictures/Picture.ts'
import { Renderer } from '../render/Renderer.ts'
import { fillCode, purposes } from './Batch.ts'
import { type Corpus, sample } from './Corpus.ts'
import { architectureOf, type Settings } from './Settings.ts'

const cell = 64
const gap = 2
const perStyle = 10
const tiny = 8
const watched = 24

/** One row of pictures per style, always of the same codes, so that sheets of a run can be compared. */
export function sheet(weights: Float32Array, settings: Settings, styleCount: number): Picture {
  const renderer = new Renderer(architectureOf(settings), styleCount, weights)
  const [width, height] = [perStyle * (cell + gap) + gap, styleCount * (cell + gap) + gap]
  const data = new Uint8Array(width * height * 3).fill(24)
  for (let style = 0; style < styleCount; style++) {
    for (let i = 0; i < perStyle; i++) {
      const pixels = paint(renderer, codeOf(settings, styleCount, style, i), cell)
      const [left, top] = [gap + i * (cell + gap), gap + style * (cell + gap)]
      for (let y = 0; y < cell; y++) {
        data.set(pixels.subarray(y * cell * 3, (y + 1) * cell * 3), ((top + y) * width + left) * 3)
      }
    }
  }
  return { width, height, data }
}

/**
 * How much made pictures of a style differ from each other, as a share of how much the real ones do: 1 is as varied as
 * the artist, 0 is mode collapse. Measured as the mean squared distance between tiny pictures.
 */
export function variety(weights: Float32Array, settings: Settings, corpus: Corpus): number[] {
  const renderer = new Renderer(architectureOf(settings), corpus.styleCount, weights)
  return Array.from({ length: corpus.styleCount }, (_, style) => {
    const real = realOnes(corpus, style)
    const made = real.map((_, i) =>
      Float32Array.from(paint(renderer, codeOf(settings, corpus.styleCount, style, i), tiny)),
    )
    const truth = spread(real)
    return truth === 0 ? 1 : Math.sqrt(spread(made) / truth)
  })
}

function codeOf(settings: Settings, styleCount: number, style: number, index: number): Float32Array {
  const code = new Float32Array(settings.latent + styleCount)
  fillCode(code, 0, settings.latent, styleCount, style, new Random(purposes.preview, style, index))
  return code
}

function paint(renderer: Renderer, code: Float32Array, side: number): Uint8Array {
  return renderer.paint(code, side * side, (start, xs, ys) => {
    for (let i = 0; i < xs.length; i++) {
      xs[i] = (2 * ((start + i) % side) + 1) / side - 1
      ys[i] = (2 * Math.floor((start + i) / side) + 1) / side - 1
    }
  })
}

/** Tiny pictures of the style's first real ones, in bytes like the made ones. */
function realOnes(corpus: Corpus, style: number): Float32Array[] {
  const points = Float32Array.from({ length: tiny * tiny * 2 }, (_, i) => {
    const pixel = i >> 1
    return (2 * (i % 2 === 0 ? pixel % tiny : Math.floor(pixel / tiny)) + 1) / tiny - 1
  })
  const found: Float32Array[] = []
  for (let picture = 0; picture < corpus.count && found.length < watched; picture++) {
    if (corpus.styles[picture] !== style) continue
    const colors = new Float32Array(tiny * tiny * 3)
    sample(corpus, picture, points, false, colors, 0)
    found.push(colors.map((color) => (color + 1) * 127.5))
  }
  return found
}

/** Mean squared distance from the mean. */
function spread(pictures: readonly Float32Array[]): number {
  const length = pictures[0]?.length ?? 0
  let sum = 0
  for (let i = 0; i < length; i++) {
    const mean = pictures.reduce((total, picture) => total + picture[i]!, 0) / pictures.length
    for (const picture of pictures) sum += (picture[i]! - mean) ** 2
  }
  return sum
}
