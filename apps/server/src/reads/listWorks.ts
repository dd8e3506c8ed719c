import { Rights } from '@tributary/protocol'
import type { Kind, Page, Right, WorkCard } from '@tributary/sdk/wire'
import { cardsOf, type Reading } from './cards.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { liveOffers } from './liveOffers.ts'

/** What a list of works can be narrowed to, and its order. Prices are token-wei of `token`. */
export type Filters = {
  readonly q?: string | undefined
  readonly kind?: readonly Kind[] | undefined
  readonly right?: readonly Right[] | undefined
  readonly minPrice?: string | undefined
  readonly maxPrice?: string | undefined
  readonly token?: string | undefined
  readonly creator?: string | undefined
  readonly holder?: string | undefined
  readonly parent?: string | undefined
  readonly sort: Sort
  readonly limit: number
  readonly cursor?: string | undefined
}
export type Sort = 'newest' | 'oldest' | 'earned' | 'price' | 'name'

type Order = {
  readonly by: string
  readonly direction: 'ASC' | 'DESC'
  readonly type: 'numeric' | 'text' | 'bigint'
  /** The id of the work as the index that gives this order has it; the work's own otherwise. */
  readonly id?: string
  readonly join?: string
}

const orders: Readonly<Record<Sort, Order>> = {
  newest: { by: 'w.position', direction: 'DESC', type: 'bigint' },
  oldest: { by: 'w.position', direction: 'ASC', type: 'bigint' },
  name: { by: 'lower(c.name)', direction: 'ASC', type: 'text', id: 'c.work' },
  earned: {
    by: 'coalesce(b.gross, 0)',
    direction: 'DESC',
    type: 'numeric',
    join: `LEFT JOIN event_index.bucket b ON b.work = w.id AND b.kind = 'sales' AND b.token = $token`,
  },
  price: {
    by: 'o.price',
    direction: 'ASC',
    type: 'numeric',
    // All at once: asked work by work, it costs seconds where there are a hundred thousand.
    join: `JOIN (SELECT work, min(price) AS price FROM ${liveOffers}
           WHERE token = $token AND valid_until >= $now GROUP BY work) o ON o.work = w.id`,
  },
}

/** A part of the list of works that the index holds. */
export async function listWorks(reading: Reading, filters: Filters): Promise<Page<WorkCard>> {
  const { text, values } = questionOf(reading, filters)
  const { rows } = await reading.pool.query<{ id: string; by: string }>(text, values)
  const shown = rows.slice(0, filters.limit)
  const last = shown.at(-1)
  const items = await cardsOf(
    reading,
    shown.map(({ id }) => id),
  )
  return { items, ...(rows.length > shown.length && last && { next: toCursor([last.by, last.id]) }) }
}

function questionOf({ settings, clock }: Reading, filters: Filters): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const bind = (value: unknown): string => `$${values.push(value)}`
  const token = (filters.token ?? settings.tokens[0]?.address ?? '').toLowerCase()
  const order = orders[filters.sort]
  const join = order.join?.replaceAll('$token', () => bind(token)).replaceAll('$now', () => bind(clock())) ?? ''
  const id = order.id ?? 'w.id'
  const conditions = conditionsOf(filters, token, clock(), bind)
  if (filters.cursor !== undefined) {
    const [by, last] = fromCursor(filters.cursor, [order.type, 'hash'])
    const beyond = order.direction === 'ASC' ? '>' : '<'
    conditions.push(`(${order.by}, ${id}) ${beyond} (${bind(by)}::${order.type}, ${bind(last)})`)
  }
  const text = `
    SELECT w.id, (${order.by})::text AS by FROM event_index.work w
    ${order.id === 'c.work' ? '' : 'LEFT '}JOIN studio.catalog c ON c.work = w.id ${join}
    WHERE ${['true', ...conditions].join(' AND ')}
    ORDER BY ${order.by} ${order.direction}, ${id} ${order.direction} LIMIT ${filters.limit + 1}`
  return { text, values }
}

function conditionsOf(filters: Filters, token: string, now: number, bind: (value: unknown) => string): string[] {
  const { q, kind, right, minPrice, maxPrice, creator, holder, parent } = filters
  const conditions: string[] = []
  const words = q === undefined ? '' : prefixQuery(q)
  if (words !== '') conditions.push(`c.search @@ to_tsquery('simple', ${bind(words)})`)
  if (kind?.length) conditions.push(`c.kind = ANY (${bind(kind)})`)
  if (creator !== undefined) conditions.push(`w.creator = ${bind(creator.toLowerCase())}`)
  if (holder !== undefined) conditions.push(`coalesce(w.holder, w.creator) = ${bind(holder.toLowerCase())}`)
  if (parent !== undefined)
    conditions.push(
      `w.id IN (SELECT work FROM event_index.flow WHERE "to" = ${bind(parent)} UNION SELECT id FROM event_index.work WHERE origin = ${bind(parent)})`,
    )
  const offered = [
    ...(right?.length
      ? [`(rights & ${bind(Rights.from(right))}::integer) = ${bind(Rights.from(right))}::integer`]
      : []),
    ...(minPrice === undefined ? [] : [`price >= ${bind(minPrice)}::numeric`]),
    ...(maxPrice === undefined ? [] : [`price <= ${bind(maxPrice)}::numeric`]),
  ]
  if (offered.length > 0)
    conditions.push(
      `w.id IN (SELECT work FROM ${liveOffers} WHERE token = ${bind(token)} AND valid_until >= ${bind(now)} AND ${offered.join(' AND ')})`,
    )
  return conditions
}

/** Every word must occur, the beginning of a word is enough; whatever is no letter or digit only parts words. */
export function prefixQuery(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .slice(0, 8)
    .map((word) => `${word}:*`)
    .join(' & ')
}
