import type { Arena } from './Arena.ts'
import { lengthOf, type Tensor } from './Tensor.ts'

/**
 * Reverse-mode differentiation: every operation computes at once and leaves behind how to undo itself, and `backward`
 * walks these steps from the last to the first.
 */
export class Tape {
  readonly arena: Arena
  #steps: (() => void)[] = []
  #recording = true

  constructor(arena: Arena) {
    this.arena = arena
  }

  /** A tensor for an operation to write; tracked when anything it depends on is. */
  result(shape: readonly number[], inputs: readonly Tensor[]): Tensor {
    const length = lengthOf(shape)
    return {
      pointer: this.arena.allocate(length),
      length,
      shape,
      tracked: this.tracks(inputs),
      gradient: { pointer: 0 },
    }
  }

  /** Whether what is computed from these is to be remembered. */
  tracks(inputs: readonly Tensor[]): boolean {
    return this.#recording && inputs.some((input) => input.tracked)
  }

  /** A tensor with these values; tracked when a gradient with respect to it is wanted. */
  tensor(shape: readonly number[], values: Float32Array, tracked = false): Tensor {
    return { pointer: this.arena.put(values), length: values.length, shape, tracked, gradient: { pointer: 0 } }
  }

  /** Remembers how to pass the gradient of `output` on; skipped when nobody asked for one. */
  record(output: Tensor, step: () => void): Tensor {
    if (output.tracked) {
      this.#steps.push(() => {
        if (output.gradient.pointer !== 0) step()
      })
    }
    return output
  }

  /** Pointer to the gradient of a tensor, zero at first. */
  gradient(tensor: Tensor): number {
    if (tensor.gradient.pointer === 0) tensor.gradient.pointer = this.arena.zeros(tensor.length)
    return tensor.gradient.pointer
  }

  /** The values of a tensor; stale after the next allocation. */
  values(tensor: Tensor): Float32Array {
    return this.arena.floats(tensor.pointer, tensor.length)
  }

  /** Computes without remembering. */
  untracked<Result>(compute: () => Result): Result {
    this.#recording = false
    try {
      return compute()
    } finally {
      this.#recording = true
    }
  }

  /** Carries the gradients that were seeded back to everything tracked, and forgets the steps. */
  backward(): void {
    for (const step of this.#steps.reverse()) step()
    this.#steps = []
  }
}
