import { Rights, Offer as Terms } from '@tributary/protocol'
import type { Offer, Page } from '@tributary/sdk/wire'
import { zeroHash } from 'viem'
import { type Reading, tokenOf, toPerson } from './cards.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { isLive } from './isLive.ts'

type Row = {
  readonly id: string
  readonly work: string
  readonly holder: string
  readonly holder_name: string | null
  readonly offer: Terms.JsonOffer
  readonly signature: string
  readonly sold: number
  readonly is_live: boolean
  readonly is_cancelled: boolean
  readonly text_name: string | null
  readonly text_sha256: string | null
}

const question = `
  SELECT o.id, o.work, o.holder, p.name AS holder_name, o.offer, o.signature, coalesce(i.sold, 0) AS sold,
    ${isLive('o')} AS is_live,
    EXISTS (SELECT 1 FROM event_index.cancellation c WHERE c.signer = o.holder AND c.offer = o.id) AS is_cancelled,
    f.name AS text_name, f.sha256 AS text_sha256
  FROM studio.offer o
  LEFT JOIN event_index.offer i ON i.id = o.id
  LEFT JOIN studio.people p ON p.address = o.holder
  LEFT JOIN LATERAL (SELECT name, sha256 FROM studio.file WHERE sha256 = o.offer ->> 'text' LIMIT 1) f ON true`

/** Every offer of a work that this studio knows, those that can be bought first, then the cheapest. */
export async function offersOf(reading: Reading, work: string): Promise<Offer[]> {
  const { rows } = await reading.pool.query<Row>({
    name: 'offers of a work',
    text: `${question} WHERE o.work = $1 ORDER BY is_live DESC, o.price LIMIT 100`,
    values: [work],
  })
  return rows.map((row) => toOffer(reading, row))
}

/** Offers that can be bought now, the newest first; of one work or holder, if it is named. */
export async function listOffers(reading: Reading, asked: listOffers.Question): Promise<Page<Offer>> {
  const { work, holder, limit, cursor } = asked
  const [created, id] = cursor === undefined ? [`${2n ** 62n}`, ''] : fromCursor(cursor, ['bigint', 'hash'])
  const { rows } = await reading.pool.query<Row & { readonly created: string }>(
    `SELECT found.*, o.created::text FROM (${question}) found JOIN studio.offer o ON o.id = found.id
     WHERE found.is_live AND o.valid_until >= $1 AND ($2::text IS NULL OR o.work = $2)
       AND ($3::text IS NULL OR o.holder = $3) AND (o.created, o.id) < ($4::bigint, $5)
     ORDER BY o.created DESC, o.id DESC LIMIT $6`,
    [reading.clock(), work ?? null, holder?.toLowerCase() ?? null, created, id, limit + 1],
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = shown.map((row) => toOffer(reading, row))
  return { items, ...(rows.length > limit && last && { next: toCursor([last.created, last.id]) }) }
}

export declare namespace listOffers {
  type Question = {
    readonly work?: string | undefined
    readonly holder?: string | undefined
    readonly limit: number
    readonly cursor?: string | undefined
  }
}

/** One offer, or undefined where this studio never saw it. */
export async function findOffer(reading: Reading, id: string): Promise<Offer | undefined> {
  const { rows } = await reading.pool.query<Row>({ name: 'offer', text: `${question} WHERE o.id = $1`, values: [id] })
  return rows[0] && toOffer(reading, rows[0])
}

function toOffer({ settings, clock }: Reading, row: Row): Offer {
  const terms = Terms.parse(row.offer)
  const text = terms.text !== zeroHash && row.text_sha256 !== null
  return {
    id: row.id,
    work: row.work,
    holder: toPerson(row.holder, row.holder_name),
    token: tokenOf(settings.tokens, terms.token),
    price: `${terms.price}`,
    rights: Rights.list(terms.rights),
    exclusive: Rights.list(terms.exclusive),
    supply: terms.supply,
    sold: row.sold,
    duration: Number(terms.duration),
    uses: terms.uses,
    validUntil: `${terms.validUntil}`,
    derivativeShare: terms.derivativeShare,
    ...(text && { text: { name: row.text_name ?? 'License', src: `/files/${row.text_sha256}` } }),
    state: stateOf(row, terms, clock()),
    signed: { offer: { ...row.offer }, signature: row.signature },
  }
}

function stateOf(row: Row, { supply, validUntil }: Terms.Offer, now: number): Offer['state'] {
  if (row.is_cancelled) return 'cancelled'
  if (row.sold >= supply) return 'sold-out'
  if (validUntil < BigInt(now)) return 'expired'
  return row.is_live ? 'open' : 'outdated'
}
