// Looks at a square of points of a picture together with where they lie, so that it may judge the whole picture and a
// magnified part of it alike. One logit per style on a common trunk.
import { join, leaky, maskLeaky, product, windows } from '../core/operations.ts'
import type { Tape } from '../core/Tape.ts'
import { reshaped, type Tensor } from '../core/Tensor.ts'
import { apply, type Layer, type LayerSpec } from './Layer.ts'

const zero = (): number => 0

/** Three convolutions that halve the `side` and double the channels, and the logits. */
export function specs(side: number, channels: number, styles: number): LayerSpec[] {
  const [c1, c2, c3] = [channels, channels * 2, channels * 4]
  return [
    { inputs: 16 * 5, outputs: c1, gain: 1.4, bias: zero },
    { inputs: 16 * c1, outputs: c2, gain: 1.4, bias: zero },
    { inputs: 16 * c2, outputs: c3, gain: 1.4, bias: zero },
    { inputs: (side / 8) ** 2 * c3, outputs: styles, gain: 1, bias: zero },
  ]
}

/** Logits[B,styles] of colors[B,P,3] at points[B,P,2], and the inputs of the leaky units for {@link tangent}. */
export function judge(
  tape: Tape,
  layers: readonly Layer[],
  colors: Tensor,
  points: Tensor,
): { readonly logits: Tensor; readonly inputs: readonly Tensor[] } {
  const batch = colors.shape[0] ?? 1
  const side = Math.sqrt(points.length / 2 / batch)
  let x = reshaped(join(tape, colors, points), [batch, side, side, 5])
  const inputs: Tensor[] = []
  for (const layer of layers.slice(0, 3)) {
    const y = apply(tape, windows(tape, x), layer)
    inputs.push(y)
    x = leaky(tape, y)
  }
  return { logits: apply(tape, reshaped(x, [batch, x.length / batch]), layers[3]!), inputs }
}

/**
 * The derivative of the logits along `direction`[B,P,3].
 *
 * The network is piecewise linear, so with `direction` the gradient of a logit this is its squared norm, and the
 * gradient of this with respect to the weights is exact: a gradient penalty without second derivatives.
 */
export function tangent(tape: Tape, layers: readonly Layer[], direction: Tensor, inputs: readonly Tensor[]): Tensor {
  const [batch = 1, area = 1] = direction.shape
  const side = Math.sqrt(area)
  const still = tape.tensor([batch, area, 2], new Float32Array(batch * area * 2))
  let x = reshaped(join(tape, direction, still), [batch, side, side, 5])
  for (const [i, layer] of layers.slice(0, 3).entries()) {
    x = maskLeaky(tape, product(tape, windows(tape, x), layer.weights), inputs[i]!)
  }
  return product(tape, reshaped(x, [batch, x.length / batch]), layers[3]!.weights)
}
