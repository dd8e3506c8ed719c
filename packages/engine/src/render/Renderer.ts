import { Arena } from '../core/Arena.ts'
import { Tape } from '../core/Tape.ts'
import type { Architecture } from '../model/Header.ts'
import { describe, parts, specs } from '../network/Generator.ts'
import { apply, type Layer } from '../network/Layer.ts'
import { Parameters } from '../network/Parameters.ts'

/** Pixels that the kernel colors at once. */
const tilePixels = 64

/** A generator ready to draw: weights in the kernel's memory. */
export class Renderer {
  readonly #arena = new Arena()
  readonly #architecture: Architecture
  readonly #layers: readonly Layer[]

  constructor(architecture: Architecture, styles: number, weights: Float32Array) {
    const parameters = new Parameters(this.#arena, specs(architecture, styles))
    parameters.values().set(weights)
    this.#architecture = architecture
    this.#layers = parameters.frozen
  }

  /**
   * Colors the points that `coordinates` writes into xs and ys, one tile after the other.
   *
   * The modulation of this one code is folded into the weights first: f((x W)(1 + s) + t) = f(x (W (1 + s)) + t), so that
   * drawing is nothing but products.
   */
  paint(
    code: Float32Array,
    pixels: number,
    coordinates: (start: number, xs: Float32Array, ys: Float32Array) => void,
  ): Uint8Array {
    const arena = this.#arena
    const mark = arena.mark()
    const { frames, hidden, layers } = this.#architecture
    const { maps, weights } = this.#fold(code)
    const xs = arena.allocate(tilePixels)
    const ys = arena.allocate(tilePixels)
    const tile = arena.allocate((tilePixels * 3) / 4)
    const scratch = arena.allocate(2 * Math.max(hidden, 3 * frames) * tilePixels)
    const rgb = new Uint8Array(pixels * 3)
    const [xView, yView] = [arena.floats(xs, tilePixels), arena.floats(ys, tilePixels)]
    const tileView = arena.bytes(tile, tilePixels * 3)
    for (let start = 0; start < pixels; start += tilePixels) {
      coordinates(start, xView, yView)
      arena.kernel.tile(xs, ys, tile, frames, hidden, layers, maps, weights, scratch)
      rgb.set(start + tilePixels <= pixels ? tileView : tileView.subarray(0, (pixels - start) * 3), start * 3)
    }
    arena.release(mark)
    return rgb
  }

  /** The maps of the frames, and the layers one after the other as the kernel's `tile` wants them. */
  #fold(code: Float32Array): { readonly maps: number; readonly weights: number } {
    const tape = new Tape(this.#arena)
    const { maps, input, output, styles, hidden } = parts(this.#layers)
    const w = describe(tape, this.#layers, tape.tensor([1, code.length], code))
    const frameMaps = apply(tape, w, maps)
    const folded: Float32Array[] = []
    for (const [i, layer] of [input, ...hidden].entries()) {
      const style = tape.values(apply(tape, w, styles[i]!)).slice()
      folded.push(foldLayer(tape.values(layer.weights), style))
    }
    const colorShift = tape.values(output.bias!).slice()
    folded.push(foldLayer(tape.values(output.weights), Float32Array.of(0, 0, 0, ...colorShift)))
    const whole = new Float32Array(folded.reduce((sum, part) => sum + part.length, 0))
    folded.reduce((offset, part) => {
      whole.set(part, offset)
      return offset + part.length
    }, 0)
    return { maps: frameMaps.pointer, weights: this.#arena.put(whole) }
  }
}

/** weights[inputs, outputs] and style [scales | shifts] -> [outputs, inputs] scaled, then the shifts. */
function foldLayer(weights: Float32Array, style: Float32Array): Float32Array {
  const outputs = style.length / 2
  const inputs = weights.length / outputs
  const folded = new Float32Array(weights.length + outputs)
  for (let o = 0; o < outputs; o++) {
    const scale = Math.fround(1 + style[o]!)
    for (let i = 0; i < inputs; i++) folded[o * inputs + i] = weights[i * outputs + o]! * scale
  }
  folded.set(style.subarray(outputs), weights.length)
  return folded
}
