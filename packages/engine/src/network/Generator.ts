// A compositional pattern-producing network. The latent and the style are mapped to a description w of the picture; w
// chooses, for this picture alone, the frames through which the plane is seen and the modulation of every layer. Half
// of the first layer is sines: random Fourier features whose frequencies and phases w can bend. It has no resolution.
//
// Source: Stanley, "Compositional Pattern Producing Networks", 2007; Chan et al., "pi-GAN", 2021 (modulated sines);
// Karras et al., "Alias-Free Generative Adversarial Networks", 2021 (frames chosen by the latent).
import { film, frames, leaky, pixelNorm, product, tanh } from '../core/operations.ts'
import type { Tape } from '../core/Tape.ts'
import type { Tensor } from '../core/Tensor.ts'
import type { Architecture } from '../model/Header.ts'
import { apply, type Layer, type LayerSpec } from './Layer.ts'

/** How loudly the style speaks beside the latent, whose numbers have variance 1. */
export const styleLoudness = 3

/** What sets frequencies learns slowly: in a hurry it overshoots into waves finer than anything in the pictures. */
const waveSpeed = 0.1

const zero = (): number => 0

/** Where the layers stand in the list: mapping, maps, input, output, then pairs of style and hidden. */
export type Parts = {
  readonly mapping: readonly [Layer, Layer]
  readonly maps: Layer
  readonly input: Layer
  readonly output: Layer
  readonly styles: readonly Layer[]
  readonly hidden: readonly Layer[]
}

/** The generator's layers for so many styles, in the order of the model file. */
export function specs(architecture: Architecture, styles: number): LayerSpec[] {
  const { latent, mapping, frames, hidden, layers } = architecture
  const style: LayerSpec = { inputs: mapping, outputs: 2 * hidden, gain: 0.5, bias: zero }
  const list: LayerSpec[] = [
    { inputs: latent + styles, outputs: mapping, gain: 1.4, bias: zero },
    { inputs: mapping, outputs: mapping, gain: 1.4, bias: zero },
    { inputs: mapping, outputs: 4 * frames, gain: 0.5, speed: waveSpeed, bias: frameBias(frames) },
    { inputs: 3 * frames, outputs: hidden, gain: 1.5, speed: waveSpeed },
    { inputs: hidden, outputs: 3, gain: 0.7, bias: zero },
    { ...style, bias: (random, i) => (i < hidden ? 0 : random.between(-3, 3)) },
  ]
  for (let i = 0; i < layers; i++) list.push({ inputs: hidden, outputs: hidden, gain: 1.4 }, style)
  return list
}

/** The layers by what they are for. */
export function parts(layers: readonly Layer[]): Parts {
  const [first, second, maps, input, output, ...rest] = layers as [Layer, Layer, Layer, Layer, Layer, ...Layer[]]
  return {
    mapping: [first, second],
    maps,
    input,
    output,
    styles: rest.filter((_, i) => i % 2 === 0),
    hidden: rest.filter((_, i) => i % 2 === 1),
  }
}

/** codes[B,latent+styles] and points[B,P,2] -> colors[B,P,3] in [-1, 1]. */
export function generate(tape: Tape, layers: readonly Layer[], codes: Tensor, points: Tensor): Tensor {
  const { maps, input, output, styles, hidden } = parts(layers)
  const w = describe(tape, layers, codes)
  let x = product(tape, frames(tape, points, apply(tape, w, maps)), input.weights)
  x = film(tape, x, apply(tape, w, styles[0]!), 'waves')
  hidden.forEach((layer, i) => {
    x = film(tape, product(tape, x, layer.weights), apply(tape, w, styles[i + 1]!), 'leaky')
  })
  return tanh(tape, apply(tape, x, output))
}

/** The description w[B,mapping] of each code. */
export function describe(tape: Tape, layers: readonly Layer[], codes: Tensor): Tensor {
  const { mapping } = parts(layers)
  const first = leaky(tape, apply(tape, codes, mapping[0]))
  return pixelNorm(tape, leaky(tape, apply(tape, first, mapping[1])))
}

/** Frames start at random turns, scales and centers: four rows a, b, p, q. */
function frameBias(frames: number): NonNullable<LayerSpec['bias']> {
  return (random, index) => random.normal() * (index < 2 * frames ? 0.8 : 0.5)
}
