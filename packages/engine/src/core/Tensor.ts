/** Numbers in the kernel's memory, row-major. */
export type Tensor = {
  readonly pointer: number
  readonly length: number
  readonly shape: readonly number[]
  /** Whether a gradient with respect to it is wanted. */
  readonly tracked: boolean
  /** Shared between views of the same numbers; 0 until somebody adds to it. */
  readonly gradient: { pointer: number }
}

/** How many numbers a shape holds. */
export function lengthOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** The size of the last axis. */
export function width(tensor: Tensor): number {
  return tensor.shape.at(-1) ?? 1
}

/** The same numbers without the wish for a gradient. */
export function frozen(tensor: Tensor): Tensor {
  return { ...tensor, tracked: false, gradient: { pointer: 0 } }
}

/** The same numbers, and the same gradient, in another shape. */
export function reshaped(tensor: Tensor, shape: readonly number[]): Tensor {
  return { ...tensor, shape }
}
