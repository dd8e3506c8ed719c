import type { Hex } from '../core/Hex.ts'

/** A trained generator: what it is (header) and its weights. */
export type Model = {
  readonly header: Header
  /** The generator's weights, in the order of {@link Architecture}'s layers. */
  readonly weights: Float32Array
  /** SHA-256 of the model file: the model's identity. */
  readonly hash: Hex
}

/** The JSON at the head of a model file. */
export type Header = {
  readonly format: 'tributary-model/1'
  readonly name: string
  readonly architecture: Architecture
  /** Style names in the order of the generator's style inputs. */
  readonly styles: readonly string[]
  readonly training: Training
}

/** Shape of the generator. */
export type Architecture = {
  readonly kind: 'cppn'
  readonly latent: number
  readonly mapping: number
  readonly frames: number
  readonly hidden: number
  readonly layers: number
}

/** How the weights came to be; together with the kernel it fixes them. */
export type Training = {
  /** Root of the data set. */
  readonly dataset: Hex
  readonly kernel: Hex
  readonly seed: number
  readonly steps: number
  readonly settings: { readonly [name: string]: number | boolean }
  /** Hash of the model this one was fine-tuned from, when it was. */
  readonly parent?: Hex
}
