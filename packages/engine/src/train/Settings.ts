import { BaseError } from '../BaseError.ts'
import type { Architecture } from '../model/Header.ts'

/** Everything about a training run that is not the data, the seed or the machine. */
export type Settings = {
  readonly steps: number
  /** Pictures in one step; divisible by {@link shards}. */
  readonly batch: number
  /** Points along the side of what the discriminator sees at once. */
  readonly view: number
  readonly latent: number
  readonly mapping: number
  readonly frames: number
  readonly hidden: number
  readonly layers: number
  /** Channels of the discriminator's first convolution; each further one doubles them. */
  readonly channels: number
  readonly generatorRate: number
  readonly discriminatorRate: number
  /** Steps after which both rates have fallen to half; after twice as many to a third, and so on. */
  readonly halving: number
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
  view: 16,
  latent: 32,
  mapping: 128,
  frames: 8,
  hidden: 64,
  layers: 3,
  channels: 32,
  generatorRate: 0.002,
  discriminatorRate: 0.002,
  halving: 8000,
  penalty: 0.2,
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

/** The bounds of every number; wider ones would only waste time or never learn. */
const bounds: { readonly [name in keyof Settings]?: readonly [least: number, most: number] } = {
  steps: [1, 10_000_000],
  batch: [shards, 1024],
  view: [8, 256],
  latent: [1, 1024],
  mapping: [8, 1024],
  frames: [4, 64],
  hidden: [8, 512],
  layers: [1, 16],
  channels: [4, 512],
  generatorRate: [0, 1],
  discriminatorRate: [0, 1],
  halving: [1, 1_000_000_000],
  penalty: [0, 1000],
  penaltyInterval: [1, 1000],
  average: [0, 1],
  colorJitter: [0, 1],
}

const multiples: { readonly [name in keyof Settings]?: number } = {
  batch: shards,
  view: 8,
  frames: 4,
  hidden: 8,
  channels: 4,
}
const fractions: readonly string[] = ['generatorRate', 'discriminatorRate', 'penalty', 'average', 'colorJitter']

/** The defaults with what was given in their place; refuses unknown names and values out of bounds. */
export function settingsOf(given: Partial<Settings>): Settings {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) throw new UnknownSettingError({ name })
    const range = bounds[name as keyof Settings]
    if (range === undefined) {
      if (typeof value !== 'boolean') throw new InvalidSettingError({ name, value, allowed: 'true or false' })
      continue
    }
    const [least, most] = range
    const allowed = `${least} to ${most}`
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw new InvalidSettingError({ name, value, allowed })
    const multiple = multiples[name as keyof Settings] ?? 1
    if (!fractions.includes(name) && value % multiple !== 0) {
      throw new InvalidSettingError({ name, value, allowed: `multiples of ${multiple} from ${allowed}` })
    }
  }
  return { ...defaults, ...given }
}

/** No setting has this name. */
export class UnknownSettingError extends BaseError {
  override readonly name = 'Settings.UnknownSettingError'
  constructor({ name }: { name: string }) {
    super(`There is no training setting "${name}".`, { hint: `Settings are ${Object.keys(defaults).join(', ')}.` })
  }
}

/** A setting has a value that training cannot use. */
export class InvalidSettingError extends BaseError {
  override readonly name = 'Settings.InvalidSettingError'
  constructor({ name, value, allowed }: { name: string; value: unknown; allowed: string }) {
    super(`The training setting ${name} is ${String(value)}; allowed: ${allowed}.`, { hint: `Change ${name}.` })
  }
}
