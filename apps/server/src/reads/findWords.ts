import type { Reading } from './cards.ts'
import { mostly } from './isLive.ts'

/** Of how many works words are rare enough to be named one by one. */
const few = 4_000

/** How long words that many works hold are known as such, in milliseconds, and how many of them. */
const [knownForMs, mostKnown] = [60_000, 1_000]
const common = new Map<string, number>()

/** The works that hold some words, or, where they are many, the query that each work is asked. */
export type Found = { readonly works: readonly string[] } | { readonly query: string }

/**
 * Looks up words before a list is read. Postgres cannot tell how many works hold the beginning of a word: it would sort
 * every sixth work to show the thirty cheapest, or walk along all prices to find three. So they are counted first.
 */
export async function findWords({ pool }: Pick<Reading, 'pool'>, text: string): Promise<Found | undefined> {
  const query = prefixQuery(text)
  if (query === '') return undefined
  if ((common.get(query) ?? 0) > Date.now()) return { query }
  const { rows } = await pool.query<{ work: string }>({
    name: 'works with words',
    text: `SELECT work FROM studio.catalog WHERE search @@ to_tsquery('simple', $1) LIMIT ${few + 1}`,
    values: [query],
  })
  if (rows.length <= few) return { works: rows.map(({ work }) => work) }
  rememberCommon(query)
  return { query }
}

function rememberCommon(query: string): void {
  common.delete(query)
  common.set(query, Date.now() + knownForMs)
  if (common.size > mostKnown) common.delete(common.keys().next().value as string)
}

/** Whether a work (`w`) with its catalog entry (`c`) holds the words that were found. */
export function holds(found: Found, bind: (value: unknown) => string): string {
  if ('works' in found) return `w.id = ANY (${bind(found.works)})`
  return mostly(`c.search @@ to_tsquery('simple', ${bind(found.query)})`)
}

/** Every word must occur, the beginning of a word is enough; whatever is no letter or digit only parts words. */
export function prefixQuery(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ')
}
