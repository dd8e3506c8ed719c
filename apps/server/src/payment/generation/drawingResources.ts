import { BaseError as EngineError, Recipe, recipe as recipeFor } from '@tributary/engine'
import { type Hex, sha256, stringToHex } from 'viem'
import { z } from 'zod'
import { RefusedError } from '../../api/problems.ts'
import { nameOf } from '../../plans/catalogOf.ts'
import type { Door } from '../Door.ts'
import { openOffers } from '../openOffers.ts'
import { addressOf, type Drawing, type Resource } from '../Resource.ts'
import { generating } from './channel.ts'
import { modelOf } from './Models.ts'

/** The longest side of a drawing that is sold: larger ones take seconds. */
const longest = 1024

/** What may be asked of a model, as the query of a URL. */
export const drawingQuery = z.object({
  seed: z.coerce.number().int().min(0).max(0xffffffff),
  style: z.string().min(1).max(64).optional(),
  width: z.coerce.number().int().min(16).max(longest).default(512),
  height: z.coerce.number().int().min(16).max(longest).default(512),
  truncation: z.coerce.number().optional(),
  zoom: z.coerce.number().optional(),
  x: z.coerce.number().optional(),
  y: z.coerce.number().optional(),
})
export type DrawingQuery = z.infer<typeof drawingQuery>

/**
 * A picture that a model draws for its payer: what is bought is a license of the model for one use in the channel
 * "generate", and the address that is paid names the recipe, so that a payment for one picture cannot get another.
 */
export async function resourcesOfDrawing(door: Door, work: Hex, query: DrawingQuery): Promise<Resource[]> {
  const { model } = await modelOf(door.services, work)
  const { seed, style = model.header.styles[0], width, height, ...view } = query
  if (style === undefined || !model.header.styles.includes(style)) throw noStyle(style, model.header.styles)
  const parameters = Object.fromEntries(
    Object.entries(view).filter(([, value]) => value !== undefined),
  ) as Recipe.Parameters
  const recipe = checked(() => recipeFor(model, { seed, style, width, height, parameters }))
  const resource = nameOfDrawing({ model: work, recipe })
  const fits = ({ channel }: { channel: Hex }): boolean => channel === generating
  const offers = await openOffers(door, { work, rights: 0, fits })
  const title = await nameOf(door.services, work)
  return Promise.all(
    offers.map(async (signed) => ({
      signed,
      resource,
      drawing: { model: work, recipe },
      checkout: await addressOf(door, signed.id, resource),
      description: `A picture by the model "${title}": ${style}, seed ${seed}, ${width} by ${height} pixels`,
      mediaType: 'image/png',
    })),
  )
}

/** What a drawing is called on chain: the SHA-256 of model and recipe, with sorted keys. */
export function nameOfDrawing({ model, recipe }: Drawing): Hex {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value
  return sha256(stringToHex(JSON.stringify(sorted({ model, recipe }))))
}

/** A recipe that the engine would refuse is refused before anybody pays. */
function checked(make: () => Recipe.Recipe): Recipe.Recipe {
  try {
    const recipe = make()
    Recipe.checkSize(recipe.width, recipe.height)
    Recipe.view(recipe.parameters)
    return recipe
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause
    throw new RefusedError({ status: 422, title: 'Not a recipe', detail: cause.message.split('\nHint: ')[0], cause })
  }
}

function noStyle(style: string | undefined, styles: readonly string[]): RefusedError {
  const detail = `The model knows no style "${style ?? ''}"; it knows ${styles.join(', ')}.`
  return new RefusedError({ status: 422, title: 'No such style', detail })
}
