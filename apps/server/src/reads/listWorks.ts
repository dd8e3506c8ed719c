import { Rights } from '@tributary/protocol'
import type { Kind, Page, Right, WorkCard } from '@tributary/sdk/wire'
import { cardsOf, type Reading } from './cards.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { type Found, findWords, holds } from './findWords.ts'
import { isLive, mostly } from './isLive.ts'

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
}

const orders: Readonly<Record<Sort, Order>> = {
  newest: { by: 'w.position', direction: 'DESC', type: 'bigint' },
  oldest: { by: 'w.position', direction: 'ASC', type: 'bigint' },
  name: { by: 'lower(c.name)', direction: 'ASC', type: 'text', id: 'c.work' },
  earned: { by: 'w.gross', direction: 'DESC', type: 'numeric' },
  price: { by: 'o.price', direction: 'ASC', type: 'numeric', id: 'o.work' },
}

/** A part of the list of works that the index holds (R-16). */
export async function listWorks(reading: Reading, filters: Filters): Promise<Page<WorkCard>> {
  const found = filters.q === undefined ? undefined : await findWords(reading, filters.q)
  const { text, values } = questionOf(reading, filters, found)
  const { rows } = await reading.pool.query<{ id: string; by: string }>(text, values)
  const shown = rows.slice(0, filters.limit)
  const last = shown.at(-1)
  const items = await cardsOf(
    reading,
    shown.map(({ id }) => id),
  )
  return { items, ...(rows.length > shown.length && last && { next: toCursor([last.by, last.id]) }) }
}

type Bind = (value: unknown) => string

function questionOf(
  { settings, clock }: Reading,
  filters: Filters,
  found: Found | undefined,
): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const bind: Bind = (value) => `$${values.push(value)}`
  const token = bind((filters.token ?? settings.tokens[0]?.address ?? '').toLowerCase())
  const now = bind(clock())
  const order = orders[filters.sort]
  const id = order.id ?? 'w.id'
  const offered = offeredBy(filters, bind)
  const wanted = (offer: string): string =>
    [`${offer}.token = ${token}`, mostly(`${offer}.valid_until >= ${now}`), ...offered(offer), isLive(offer)].join(
      ' AND ',
    )
  const conditions = conditionsOf(filters, bind)
  if (found !== undefined) conditions.push(holds(found, bind))
  if (filters.sort === 'price') conditions.push(wanted('o'), cheapest(wanted))
  else if (offered('o').length > 0)
    conditions.push(`EXISTS (SELECT 1 FROM studio.offer o WHERE o.work = w.id AND ${wanted('o')})`)
  if (filters.cursor !== undefined) {
    const [by, last] = fromCursor(filters.cursor, [order.type, 'hash'])
    const beyond = order.direction === 'ASC' ? '>' : '<'
    conditions.push(`(${order.by}, ${id}) ${beyond} (${bind(by)}::${order.type}, ${bind(last)})`)
  }
  const part = (source: string, more: readonly string[] = []): string => `
    SELECT w.id, ${order.by} AS by FROM ${source}
    WHERE ${[`${token}::text IS NOT NULL AND ${now}::numeric > 0`, ...more, ...conditions].join(' AND ')}
    ORDER BY ${order.by} ${order.direction}, ${id} ${order.direction} LIMIT ${filters.limit + 1}`
  return {
    text: `SELECT id, by::text FROM (${partsOf(filters.sort, token, part)}) found
    ORDER BY found.by ${order.direction}, id ${order.direction} LIMIT ${filters.limit + 1}`,
    values,
  }
}

/** What a list is read from: first what has an index in the order of the list, so that its end is never read. */
function partsOf(sort: Sort, token: string, part: (source: string, more?: readonly string[]) => string): string {
  const catalog = `${sort === 'name' ? '' : 'LEFT '}JOIN studio.catalog c ON c.work = w.id`
  const works = 'event_index.work w'
  if (sort === 'price') return part(`studio.offer o JOIN ${works} ON w.id = o.work ${catalog}`)
  if (sort !== 'earned') return part(`${works} ${catalog}`)
  const earning = `(SELECT b.gross, k.* FROM event_index.bucket b JOIN event_index.work k ON k.id = b.work
    WHERE b.kind = 'sales' AND b.token = ${token} AND b.gross > 0) w`
  const idle = `(SELECT 0::numeric AS gross, k.* FROM event_index.work k WHERE NOT EXISTS (
    SELECT 1 FROM event_index.bucket b WHERE b.work = k.id AND b.kind = 'sales' AND b.token = ${token} AND b.gross > 0)) w`
  return `(${part(`${earning} ${catalog}`)}) UNION ALL (${part(`${idle} ${catalog}`)})`
}

/** A work stands once in a list by price: at the cheapest offer that is wanted. */
function cheapest(wanted: (offer: string) => string): string {
  return mostly(`NOT EXISTS (SELECT 1 FROM studio.offer less
    WHERE less.work = o.work AND (less.price, less.id) < (o.price, o.id) AND ${wanted('less')})`)
}

/** What an offer must grant and cost. */
function offeredBy({ right, minPrice, maxPrice }: Filters, bind: Bind): (offer: string) => string[] {
  const rights = right?.length ? `${bind(Rights.from(right))}::integer` : undefined
  const least = minPrice === undefined ? undefined : `${bind(minPrice)}::numeric`
  const most = maxPrice === undefined ? undefined : `${bind(maxPrice)}::numeric`
  return (offer) => [
    ...(rights === undefined ? [] : [mostly(`(${offer}.rights & ${rights}) = ${rights}`)]),
    ...(least === undefined ? [] : [`${offer}.price >= ${least}`]),
    ...(most === undefined ? [] : [`${offer}.price <= ${most}`]),
  ]
}

function conditionsOf({ kind, creator, holder, parent }: Filters, bind: Bind): string[] {
  const conditions: string[] = []
  if (kind?.length) conditions.push(`c.kind = ANY (${bind(kind)})`)
  if (creator !== undefined) conditions.push(`w.creator = ${bind(creator.toLowerCase())}`)
  if (holder !== undefined) conditions.push(`coalesce(w.holder, w.creator) = ${bind(holder.toLowerCase())}`)
  if (parent !== undefined) {
    const id = bind(parent)
    conditions.push(
      `w.id IN (SELECT work FROM event_index.flow WHERE "to" = ${id} UNION SELECT id FROM event_index.work WHERE origin = ${id})`,
    )
  }
  return conditions
}
