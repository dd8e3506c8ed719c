import { type Picture, Random } from '@tributary/engine'

const channels = [3, 16, 32, 64]

/** Weights of the random convolutions, [4 * 4 * inputs, outputs] each; see `spec/engine.md`. */
const layers = channels.slice(1).map((outputs, i) => {
  const inputs = channels[i]!
  const random = new Random(2026, i)
  const deviation = Math.sqrt(2 / (16 * inputs))
  return {
    inputs,
    outputs,
    weights: Float64Array.from({ length: 16 * inputs * outputs }, () => random.normal() * deviation),
  }
})

/** 224 numbers that say what a picture looks like: mean and deviation of every channel of a random network. */
export function features({ width, data }: Picture.Picture): Float64Array {
  let side = width
  let pixels = Float64Array.from(data, (byte) => byte / 127.5 - 1)
  const found: number[] = []
  for (const layer of layers) {
    pixels = convolve(pixels, side, layer)
    side /= 2
    found.push(...moments(pixels, layer.outputs))
  }
  return Float64Array.from(found)
}

/** 4x4, stride 2, padding 1, leaky. */
function convolve(
  pixels: Float64Array<ArrayBuffer>,
  side: number,
  { inputs, outputs, weights }: (typeof layers)[number],
): Float64Array<ArrayBuffer> {
  const half = side / 2
  const result = new Float64Array(half * half * outputs)
  for (let y = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const to = result.subarray((y * half + x) * outputs, (y * half + x + 1) * outputs)
      for (let tap = 0; tap < 16; tap++) {
        const [row, column] = [y * 2 - 1 + (tap >> 2), x * 2 - 1 + (tap & 3)]
        if (row < 0 || row >= side || column < 0 || column >= side) continue
        for (let c = 0; c < inputs; c++) {
          const value = pixels[(row * side + column) * inputs + c]!
          const from = (tap * inputs + c) * outputs
          for (let o = 0; o < outputs; o++) to[o]! += value * weights[from + o]!
        }
      }
      for (let o = 0; o < outputs; o++) if (to[o]! < 0) to[o]! *= 0.2
    }
  }
  return result
}

function moments(pixels: Float64Array, outputs: number): number[] {
  const area = pixels.length / outputs
  return Array.from({ length: outputs }, (_, c) => {
    let [sum, squares] = [0, 0]
    for (let i = c; i < pixels.length; i += outputs) {
      sum += pixels[i]!
      squares += pixels[i]! ** 2
    }
    const mean = sum / area
    return [mean, Math.sqrt(Math.max(0, squares / area - mean * mean))]
  }).flat()
}
