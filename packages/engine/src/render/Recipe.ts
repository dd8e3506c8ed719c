import { BaseError } from '../BaseError.ts'
import type { Hex } from '../core/Hex.ts'
import { pixelLimit } from '../pictures/inspect.ts'

/** Everything a picture is a function of. The same recipe gives the same bytes everywhere. */
export type Recipe = {
  readonly runtime: typeof runtime
  /** SHA-256 of the kernel's wasm. */
  readonly kernel: Hex
  /** SHA-256 of the model file. */
  readonly model: Hex
  /** An unsigned 32-bit integer. */
  readonly seed: number
  readonly style: Style
  readonly parameters: Parameters
  readonly width: number
  readonly height: number
}

/** One style by name, or several with weights, which are divided by their sum. */
export type Style = string | { readonly [style: string]: number }

/** What may be turned besides seed and style; see {@link parameters}. */
export type Parameters = { readonly [name: string]: number | string }

/** Name and version of the engine that a recipe runs on. */
export const runtime = 'tributary-engine/1'

/**
 * The parameters that exist: what an absent one is taken for, and its bounds.
 *
 * - `truncation` scales the latent: below 1 pictures are more typical, above 1 wilder.
 * - `zoom` magnifies: 1 shows the whole picture, 2 its middle half.
 * - `x` and `y` are the center of the view; the whole picture spans -1 to 1.
 */
export const parameters = {
  truncation: { default: 1, least: 0, most: 2 },
  zoom: { default: 1, least: 0.25, most: 1024 },
  x: { default: 0, least: -4, most: 4 },
  y: { default: 0, least: -4, most: 4 },
} as const

/** All parameters as numbers. */
export type View = { readonly [name in keyof typeof parameters]: number }

/** Reads the parameters, refusing unknown names and values out of bounds. */
export function view(given: Parameters): View {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(parameters, name)) throw new UnknownParameterError({ name })
  }
  const read = (name: keyof typeof parameters): number => {
    const bounds = parameters[name]
    const value = Number(given[name] ?? bounds.default)
    if (!(value >= bounds.least && value <= bounds.most)) throw new OutOfBoundsError({ name, value, ...bounds })
    return value
  }
  return { truncation: read('truncation'), zoom: read('zoom'), x: read('x'), y: read('y') }
}

/** Refuses a size that is not made of whole pixels or has too many of them. */
export function checkSize(width: number, height: number): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isInteger(value)) throw new OutOfBoundsError({ name, value, least: 1, most: pixelLimit })
    if (value < 1) throw new OutOfBoundsError({ name, value, least: 1, most: pixelLimit })
  }
  if (width * height > pixelLimit) throw new TooLargeError({ width, height })
}

/** Refuses a seed that is not an unsigned 32-bit integer. */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new OutOfBoundsError({ name: 'seed', value: seed, least: 0, most: 0xffffffff })
  }
}

/** No parameter has this name. */
export class UnknownParameterError extends BaseError {
  override readonly name = 'Recipe.UnknownParameterError'
  constructor({ name }: { name: string }) {
    super(`The recipe has a parameter "${name}", which this engine does not know.`, {
      hint: `Use ${Object.keys(parameters).join(', ')}.`,
    })
  }
}

/** A number of the recipe is outside its bounds. */
export class OutOfBoundsError extends BaseError {
  override readonly name = 'Recipe.OutOfBoundsError'
  constructor({ name, value, least, most }: { name: string; value: number; least: number; most: number }) {
    super(`The recipe's ${name} is ${value}; it goes from ${least} to ${most}.`, { hint: `Change ${name}.` })
  }
}

/** The recipe asks for more pixels than a picture may have. */
export class TooLargeError extends BaseError {
  override readonly name = 'Recipe.TooLargeError'
  constructor({ width, height }: { width: number; height: number }) {
    super(`A picture of ${width}x${height} has ${width * height} pixels; the most is ${pixelLimit}.`, {
      hint: 'Ask for a smaller picture, or for parts of it with zoom, x and y.',
    })
  }
}
