import { BaseError } from '../BaseError.ts'
import type { Hex } from '../core/Hex.ts'
import { Random } from '../core/Random.ts'
import * as Kernel from '../kernel/Kernel.ts'
import type { Model } from '../model/Model.ts'
import { styleLoudness } from '../network/Generator.ts'
import type { Picture } from '../pictures/Picture.ts'
import { checkSeed, checkSize, type Parameters, type Recipe, runtime, type Style, type View, view } from './Recipe.ts'
import { Renderer } from './Renderer.ts'

/** What a recipe is made from. */
export type RecipeInput = {
  readonly seed: number
  readonly style: Style
  readonly width: number
  readonly height: number
  readonly parameters?: Parameters
}

/** The recipe of a picture by this model on this engine. */
export function recipe(model: Model, input: RecipeInput): Recipe {
  const { seed, style, width, height, parameters = {} } = input
  return { runtime, kernel: Kernel.hash, model: model.hash, seed, style, parameters, width, height }
}

/**
 * Draws the picture of a recipe. The same recipe gives the same bytes in Node, in a worker and in a browser.
 *
 * The longer side of the picture spans the model's whole plane, so that nothing lies beyond what it was trained on.
 *
 * @example
 * ```ts
 * const picture = render(model, recipe(model, { seed: 7, style: 'flora', width: 1024, height: 1024 }))
 * ```
 */
export function render(model: Model, recipe: Recipe): Picture {
  checkIdentity(model, recipe)
  checkSize(recipe.width, recipe.height)
  checkSeed(recipe.seed)
  const seen = view(recipe.parameters)
  const code = codeOf(model, recipe, seen)
  const { width, height } = recipe
  const data = rendererOf(model).paint(code, width * height, grid(width, height, seen))
  return { width, height, data }
}

/** Renderers keep the weights in a memory of their own, so one is kept as long as its model is. */
const renderers = new WeakMap<Model, Renderer>()

function rendererOf(model: Model): Renderer {
  const known = renderers.get(model)
  if (known !== undefined) return known
  const { architecture, styles } = model.header
  const renderer = new Renderer(architecture, styles.length, model.weights)
  renderers.set(model, renderer)
  return renderer
}

function checkIdentity(model: Model, recipe: Recipe): void {
  const expected: Record<string, string> = { runtime, kernel: Kernel.hash, model: model.hash }
  for (const [field, value] of Object.entries(expected)) {
    const asked = recipe[field as 'runtime' | 'kernel' | 'model']
    if (asked !== value) throw new MismatchError({ field, asked, actual: value })
  }
}

/** The latent that the seed draws, and the style after it. */
function codeOf(model: Model, recipe: Recipe, seen: View): Float32Array {
  const { architecture, styles } = model.header
  const random = new Random(recipe.seed)
  const code = new Float32Array(architecture.latent + styles.length)
  for (let i = 0; i < architecture.latent; i++) code[i] = random.normal() * seen.truncation
  styleWeights(styles, recipe.style).forEach((weight, i) => {
    code[architecture.latent + i] = weight * styleLoudness
  })
  return code
}

/** One weight per style of the model, summing to one. */
function styleWeights(styles: readonly string[], style: Style): number[] {
  const asked = typeof style === 'string' ? { [style]: 1 } : style
  for (const [name, weight] of Object.entries(asked)) {
    if (!styles.includes(name)) throw new UnknownStyleError({ name, styles })
    if (!(weight >= 0 && weight <= Number.MAX_SAFE_INTEGER))
      throw new InvalidMixError({ reason: `"${name}" weighs ${weight}` })
  }
  const weights = styles.map((name) => (Object.hasOwn(asked, name) ? asked[name]! : 0))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) throw new InvalidMixError({ reason: 'its weights sum to 0' })
  return weights.map((weight) => weight / sum)
}

/** The centers of the pixels, row by row. */
function grid(width: number, height: number, seen: View): (start: number, xs: Float32Array, ys: Float32Array) => void {
  const longer = Math.max(width, height)
  return (start, xs, ys) => {
    let row = Math.floor(start / width)
    let column = start - row * width
    for (let i = 0; i < xs.length; i++) {
      xs[i] = seen.x + (2 * column + 1 - width) / longer / seen.zoom
      ys[i] = seen.y + (2 * row + 1 - height) / longer / seen.zoom
      if (++column === width) {
        column = 0
        row++
      }
    }
  }
}

/** The recipe was made for another engine, kernel or model. */
export class MismatchError extends BaseError {
  override readonly name = 'Render.MismatchError'
  constructor({ field, asked, actual }: { field: string; asked: string; actual: Hex | string }) {
    super(`The recipe asks for ${field} ${asked}; this is ${actual}.`, {
      hint: 'Another engine, kernel or model would draw another picture. Use the one that the recipe names.',
    })
  }
}

/** The model has no style of this name. */
export class UnknownStyleError extends BaseError {
  override readonly name = 'Render.UnknownStyleError'
  constructor({ name, styles }: { name: string; styles: readonly string[] }) {
    super(`The model has no style "${name}".`, { hint: `Its styles are ${styles.join(', ')}.` })
  }
}

/** A mix of styles cannot be formed. */
export class InvalidMixError extends BaseError {
  override readonly name = 'Render.InvalidMixError'
  constructor({ reason }: { reason: string }) {
    super(`The mix of styles is invalid: ${reason}; weights are numbers of at least 0 that do not sum to 0.`, {
      hint: 'Give a style by name, or weights such as {"dune": 2, "flora": 1}.',
    })
  }
}
