import type { Parameters } from '../network/Parameters.ts'

/** Decay of Adam's second moment; the first has none, as is usual for adversaries. */
const decay = 0.99

/** Adam over a whole network. */
export class Optimizer {
  readonly parameters: Parameters
  readonly #first: number
  readonly #second: number

  constructor(parameters: Parameters) {
    this.parameters = parameters
    this.#first = parameters.arena.zeros(parameters.length)
    this.#second = parameters.arena.zeros(parameters.length)
  }

  /** Moves the parameters against their gradients. `step` counts from 0. */
  update(step: number, rate: number): void {
    const { arena, pointer, gradient, length } = this.parameters
    const correction = 1 / (1 - power(decay, step + 1))
    arena.kernel.adam(pointer, gradient, this.#first, this.#second, length, rate, 0, decay, 1, correction)
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
