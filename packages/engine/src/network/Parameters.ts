import type { Arena } from '../core/Arena.ts'
import { frozen, type Tensor } from '../core/Tensor.ts'
import { type Layer, type LayerSpec, sizeOf } from './Layer.ts'

/** All numbers of a network in one block, with their gradients in another: optimizers and sums take them whole. */
export class Parameters {
  readonly arena: Arena
  readonly length: number
  readonly pointer: number
  readonly gradient: number
  /** In the order of the specs. */
  readonly layers: readonly Layer[]
  /** The same layers without gradients. */
  readonly frozen: readonly Layer[]

  constructor(arena: Arena, specs: readonly LayerSpec[]) {
    this.arena = arena
    this.length = countOf(specs)
    this.pointer = arena.zeros(this.length)
    this.gradient = arena.zeros(this.length)
    let offset = 0
    this.layers = specs.map((spec) => {
      const layer = this.#layer(spec, offset)
      offset += sizeOf(spec)
      return layer
    })
    this.frozen = this.layers.map(freeze)
  }

  /** The numbers; stale after the next allocation. */
  values(): Float32Array {
    return this.arena.floats(this.pointer, this.length)
  }

  gradients(): Float32Array {
    return this.arena.floats(this.gradient, this.length)
  }

  #layer(spec: LayerSpec, offset: number): Layer {
    const weights = this.#tensor([spec.inputs, spec.outputs], offset)
    if (spec.bias === undefined) return { weights }
    return { weights, bias: this.#tensor([1, spec.outputs], offset + weights.length) }
  }

  #tensor(shape: readonly [number, number], offset: number): Tensor {
    return {
      pointer: this.pointer + offset * 4,
      length: shape[0] * shape[1],
      shape,
      tracked: true,
      gradient: { pointer: this.gradient + offset * 4 },
    }
  }
}

/** How many numbers the layers have together. */
export function countOf(specs: readonly LayerSpec[]): number {
  return specs.reduce((sum, spec) => sum + sizeOf(spec), 0)
}

function freeze(layer: Layer): Layer {
  const weights = frozen(layer.weights)
  return layer.bias === undefined ? { weights } : { weights, bias: frozen(layer.bias) }
}
