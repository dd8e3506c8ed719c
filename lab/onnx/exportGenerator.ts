import { Arena } from '../../packages/engine/src/core/Arena.ts'
import { Tape } from '../../packages/engine/src/core/Tape.ts'
import type { Model } from '../../packages/engine/src/model/Model.ts'
import { describe, parts, specs } from '../../packages/engine/src/network/Generator.ts'
import { apply } from '../../packages/engine/src/network/Layer.ts'
import { Parameters } from '../../packages/engine/src/network/Parameters.ts'
import { type Constant, type Node, onnxModel } from './proto.ts'

/**
 * The generator for one code as ONNX, from points [P,2] to colors [P,3]. The modulation is folded into the weights, as the
 * engine does before it draws, so that both compute the same.
 */
export function exportGenerator({ header, weights }: Model, code: Float32Array): Uint8Array {
  const { frames, hidden } = header.architecture
  const tape = new Tape(new Arena())
  const parameters = new Parameters(tape.arena, specs(header.architecture, header.styles.length))
  parameters.values().set(weights)
  const layers = parts(parameters.frozen)
  const w = describe(tape, parameters.frozen, tape.tensor([1, code.length], code))
  const maps = tape.values(apply(tape, w, layers.maps)).slice()
  const constants: Constant[] = affineConstants(maps, frames)
  const nodes: Node[] = frameNodes()
  let input = 'features'
  for (const [i, layer] of [layers.input, ...layers.hidden].entries()) {
    const style = tape.values(apply(tape, w, layers.styles[i]!)).slice()
    const matrix = tape.values(layer.weights).map((weight, at) => weight * (1 + style[at % hidden]!))
    constants.push({ name: `W${i}`, shape: [matrix.length / hidden, hidden], values: matrix })
    constants.push({ name: `b${i}`, shape: [hidden], values: style.slice(hidden) })
    nodes.push({ type: 'Gemm', inputs: [input, `W${i}`, `b${i}`], outputs: [`z${i}`] })
    nodes.push(...(i === 0 ? waves() : [leaky(`z${i}`, `h${i}`)]))
    input = `h${i}`
  }
  constants.push({ name: 'W', shape: [hidden, 3], values: tape.values(layers.output.weights).slice() })
  constants.push({ name: 'b', shape: [3], values: tape.values(layers.output.bias!).slice() })
  nodes.push({ type: 'Gemm', inputs: [input, 'W', 'b'], outputs: ['colors'] })
  nodes.push({ type: 'Tanh', inputs: ['colors'], outputs: ['y'] })
  return onnxModel(nodes, constants, 2)
}

/** maps is [a | b | p | q]: u = a (x - p) + b (y - q), v = a (y - q) - b (x - p), each as a product and a constant. */
function affineConstants(maps: Float32Array, frames: number): Constant[] {
  const [a, b, p, q] = [0, 1, 2, 3].map((i) => maps.slice(i * frames, (i + 1) * frames)) as Rows
  return [
    { name: 'U', shape: [2, frames], values: Float32Array.of(...a, ...b) },
    { name: 'u0', shape: [frames], values: a.map((_, i) => -(a[i]! * p[i]! + b[i]! * q[i]!)) },
    { name: 'V', shape: [2, frames], values: Float32Array.of(...b.map((value) => -value), ...a) },
    { name: 'v0', shape: [frames], values: a.map((_, i) => b[i]! * p[i]! - a[i]! * q[i]!) },
    { name: 'epsilon', shape: [1], values: Float32Array.of(1e-3) },
  ]
}

type Rows = [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>]

function frameNodes(): Node[] {
  return [
    { type: 'Gemm', inputs: ['points', 'U', 'u0'], outputs: ['u'] },
    { type: 'Gemm', inputs: ['points', 'V', 'v0'], outputs: ['v'] },
    { type: 'Mul', inputs: ['u', 'u'], outputs: ['uu'] },
    { type: 'Mul', inputs: ['v', 'v'], outputs: ['vv'] },
    { type: 'Add', inputs: ['uu', 'vv'], outputs: ['rr'] },
    { type: 'Add', inputs: ['rr', 'epsilon'], outputs: ['rre'] },
    { type: 'Sqrt', inputs: ['rre'], outputs: ['r'] },
    { type: 'Concat', inputs: ['u', 'v', 'r'], outputs: ['features'], attributes: { axis: 1 } },
  ]
}

/** Sine for the first half of the channels, leaky for the second. */
function waves(): Node[] {
  return [
    { type: 'Split', inputs: ['z0'], outputs: ['waves', 'edges'], attributes: { axis: 1 } },
    { type: 'Sin', inputs: ['waves'], outputs: ['sines'] },
    leaky('edges', 'bent'),
    { type: 'Concat', inputs: ['sines', 'bent'], outputs: ['h0'], attributes: { axis: 1 } },
  ]
}

function leaky(from: string, to: string): Node {
  return { type: 'LeakyRelu', inputs: [from], outputs: [to], attributes: { alpha: 0.2 } }
}
