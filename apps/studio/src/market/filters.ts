import type { Token } from '@tributary/sdk/wire'
import type { WorkFilters } from '../data/index.ts'
import { parseAmount } from '../design/index.ts'

/** What stands in the address of the market; prices as people write them. */
export type Search = {
  readonly q?: string
  readonly kind?: string
  readonly right?: string
  readonly min?: string
  readonly max?: string
  readonly sort?: string
}

/** Ways to order, as the API names them. */
export const sorts = [
  { value: 'newest', label: 'Newest first' },
  { value: 'price', label: 'Lowest price' },
  { value: 'earned', label: 'Earned most' },
  { value: 'name', label: 'By name' },
  { value: 'oldest', label: 'Oldest first' },
] as const

/** The filters of the API. A price that is no amount is left out: it is still being typed. */
export function toFilters(search: Search, token: Token | undefined): WorkFilters {
  const { q, kind, right, min, max, sort } = search
  const price = (text: string | undefined) => (text && token ? parseAmount(text, token.decimals) : undefined)
  return { q, kind, right, sort, minPrice: price(min), maxPrice: price(max) }
}

/** Whether anything narrows the market. */
export function isNarrowed({ sort: _, ...rest }: Search): boolean {
  return Object.values(rest).some((value) => value !== undefined && value !== '')
}
