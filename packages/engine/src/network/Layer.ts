import { addBias, product } from '../core/operations.ts'
import type { Random } from '../core/Random.ts'
import type { Tape } from '../core/Tape.ts'
import type { Tensor } from '../core/Tensor.ts'

/** A matrix and, mostly, a bias. */
export type Layer = { readonly weights: Tensor; readonly bias?: Tensor }

/** Shape and first values of a layer. */
export type LayerSpec = {
  readonly inputs: number
  readonly outputs: number
  /** Standard deviation of the first weights, times the root of `inputs`. */
  readonly gain: number
  /** The first biases; no bias when absent. */
  readonly bias?: (random: Random, index: number) => number
  /** How fast it learns beside the others; 1 when absent. */
  readonly speed?: number
}

/** A layer over parameters that lie one after another in `values` from `offset`. */
export function sizeOf(spec: LayerSpec): number {
  return spec.inputs * spec.outputs + (spec.bias === undefined ? 0 : spec.outputs)
}

/** The first values of a layer: weights, then biases. */
export function initial(spec: LayerSpec, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(spec))
  const weights = spec.inputs * spec.outputs
  const deviation = spec.gain / Math.sqrt(spec.inputs)
  for (let i = 0; i < weights; i++) values[i] = random.normal() * deviation
  for (let i = weights; i < values.length; i++) values[i] = spec.bias?.(random, i - weights) ?? 0
  return values
}

/** x through the layer. */
export function apply(tape: Tape, x: Tensor, layer: Layer): Tensor {
  const y = product(tape, x, layer.weights)
  return layer.bias === undefined ? y : addBias(tape, y, layer.bias)
}
