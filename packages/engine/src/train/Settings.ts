import type { Architecture } from '../model/Header.ts'

/** Everything about a training run that is not the data, the seed or the machine. */
export type Settings = {
  readonly steps: number
  /** Pictures in one step; divisible by {@link shards}. */
  readonly batch: number
  readonly latent: number
  readonly mapping: number
  readonly frames: number
  readonly hidden: number
  readonly layers: number
  /** Channels of the discriminator's first convolution; each further one doubles them. */
  readonly channels: number
  readonly generatorRate: number
  readonly discriminatorRate: number
  /** Weight of the gradient penalty, and how many steps lie between two of them. */
  readonly penalty: number
  readonly penaltyInterval: number
  /** Decay of the running average of the weights, which is what ships. */
  readonly average: number
  /** Mirror pictures left to right at random. */
  readonly mirror: boolean
  /** Strength of the color augmentation, shown to the discriminator for real and made pictures alike; 0 to 1. */
  readonly colorJitter: number
}

/**
 * Into how many parts a step is cut, whatever the number of threads: gradients are summed in the order of the parts,
 * so the threads cannot change the weights.
 */
export const shards = 4

/** What a run uses unless told otherwise. */
export const defaults: Settings = {
  steps: 4000,
  batch: 32,
  latent: 32,
  mapping: 64,
  frames: 8,
  hidden: 64,
  layers: 2,
  channels: 32,
  generatorRate: 0.001,
  discriminatorRate: 0.001,
  penalty: 1,
  penaltyInterval: 4,
  average: 0.998,
  mirror: true,
  colorJitter: 0,
}

/** The shape of the generator that the settings ask for. */
export function architectureOf(settings: Settings): Architecture {
  const { latent, mapping, frames, hidden, layers } = settings
  return { kind: 'cppn', latent, mapping, frames, hidden, layers }
}
