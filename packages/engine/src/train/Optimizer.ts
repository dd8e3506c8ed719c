import { type LayerSpec, sizeOf } from '../network/Layer.ts'
import type { Parameters } from '../network/Parameters.ts'

/** Decay of Adam's second moment; the first has none, as is usual for adversaries. */
const decay = 0.99

/** Adam over a whole network. */
export class Optimizer {
  readonly parameters: Parameters
  readonly #specs: readonly LayerSpec[]
  readonly #first: number
  readonly #second: number

  constructor(parameters: Parameters, specs: readonly LayerSpec[]) {
    this.parameters = parameters
    this.#specs = specs
    this.#first = parameters.arena.zeros(parameters.length)
    this.#second = parameters.arena.zeros(parameters.length)
  }

  /** Moves the parameters against their gradients. `step` counts from 0. */
  update(step: number, rate: number): void {
    const { arena, pointer, gradient } = this.parameters
    const correction = 1 / (1 - power(decay, step + 1))
    let at = 0
    for (const spec of this.#specs) {
      const [size, speed] = [sizeOf(spec), rate * (spec.speed ?? 1)]
      const [p, g, m, v] = [pointer + at, gradient + at, this.#first + at, this.#second + at]
      arena.kernel.adam(p, g, m, v, size, speed, 0, decay, 1, correction)
      at += size * 4
    }
  }

  /** The running second moment, which is all that Adam remembers here. */
  moments(): Float32Array {
    return this.parameters.arena.floats(this.#second, this.parameters.length)
  }
}

/** base^exponent by squaring: Math.pow may differ between machines in its last bit. */
function power(base: number, exponent: number): number {
  let [result, square, rest] = [1, base, exponent]
  while (rest > 0) {
    if (rest % 2 === 1) result *= square
    square *= square
    rest = Math.floor(rest / 2)
  }
  return result
}
