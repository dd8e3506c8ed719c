import { BaseError } from '../BaseError.ts'
import type { Hex } from '../core/Hex.ts'

/** The JSON at the head of a model file. */
export type Header = {
  readonly format: typeof format
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

/** How the weights came to be; together with the data set they follow from it. */
type Training = {
  /** Root of the data set. */
  readonly dataset: Hex
  readonly kernel: Hex
  readonly seed: number
  /** Steps done. */
  readonly steps: number
  readonly settings: { readonly [name: string]: number | boolean }
  /** Hash of the model this one was fine-tuned from, when it was. */
  readonly parent?: Hex
}

/** Name and version of the file format. */
export const format = 'tributary-model/1'

/** Most bytes a header may have. */
export const headerLimit: number = 1 << 20

/** Largest values of the architecture: beyond them a file is hostile rather than ambitious. */
const limits = { latent: 1024, mapping: 1024, frames: 64, hidden: 512, layers: 16 } as const
const mostStyles = 4096

/** Reads the header of a model file and checks every field that the engine relies on. */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length > headerLimit)
    throw new InvalidHeaderError({ reason: `it has ${bytes.length} bytes; the most is ${headerLimit}` })
  const header = parseJson(bytes)
  check(header.format === format, `its format is ${JSON.stringify(header.format)}; this engine reads ${format}`)
  check(typeof header.name === 'string', 'its name is not a string')
  const { architecture, styles, training } = header
  check(
    architecture?.kind === 'cppn',
    `its architecture is ${JSON.stringify(architecture?.kind)}; this engine runs cppn`,
  )
  for (const [field, limit] of Object.entries(limits)) {
    const value = architecture[field as keyof typeof limits]
    check(Number.isInteger(value) && value >= 1 && value <= limit, `${field} is ${value}; it goes from 1 to ${limit}`)
  }
  check(architecture.frames % 4 === 0, `frames is ${architecture.frames}; it must be a multiple of 4`)
  check(architecture.hidden % 8 === 0, `hidden is ${architecture.hidden}; it must be a multiple of 8`)
  check(Array.isArray(styles) && styles.every((style) => typeof style === 'string'), 'its styles are not names')
  check(
    styles.length >= 1 && styles.length <= mostStyles,
    `it has ${styles.length} styles; 1 to ${mostStyles} are possible`,
  )
  check(new Set(styles).size === styles.length, 'a style appears twice')
  check(typeof training === 'object' && training !== null, 'it does not say how it was trained')
  return header
}

function parseJson(bytes: Uint8Array): Header {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Header
  } catch (cause) {
    throw new InvalidHeaderError({ reason: 'it is not JSON', cause })
  }
}

function check(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new InvalidHeaderError({ reason })
}

/** A model file's header cannot be used. */
export class InvalidHeaderError extends BaseError {
  override readonly name = 'Model.InvalidHeaderError'
  constructor({ reason, cause }: { reason: string; cause?: unknown }) {
    super(`The model file's header is invalid: ${reason}.`, {
      cause,
      hint: 'Use the engine version that wrote the model.',
    })
  }
}
