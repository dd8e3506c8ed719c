import { Rights } from '@tributary/protocol'
import type { Money, Person, Picture, Token, WorkCard } from '@tributary/sdk/wire'
import type { Services } from '../api/Services.ts'
import { isLive } from './isLive.ts'

export type Reading = Pick<Services, 'pool' | 'settings' | 'clock'>

type Row = {
  readonly id: string
  readonly name: string | null
  readonly kind: WorkCard['kind'] | null
  readonly creator: string
  readonly creator_name: string | null
  readonly holder: string
  readonly holder_name: string | null
  readonly time: string
  readonly picture: PictureRow | null
  readonly earned: readonly { readonly token: string; readonly amount: string }[] | null
  readonly licenses: number
  readonly rights: number | null
  readonly price: string | null
  readonly price_token: string | null
}
type PictureRow = {
  readonly sha256: string
  readonly width?: number
  readonly height?: number
  readonly pixels?: string
}

const question = `
  SELECT w.id, c.name, c.kind, w.creator,
    -- A model is shown by the newest picture that it drew.
    coalesce(c.picture, (SELECT d.picture FROM event_index.work drawn JOIN studio.catalog d ON d.work = drawn.id
      WHERE drawn.origin = w.id AND d.picture IS NOT NULL ORDER BY drawn.position DESC LIMIT 1)) AS picture,
    w.time::text, w.licenses,
    p.name AS creator_name, coalesce(w.holder, w.creator) AS holder, h.name AS holder_name,
    (SELECT jsonb_agg(jsonb_build_object('token', b.token, 'amount', b.gross::text) ORDER BY b.gross DESC)
     FROM (SELECT token, sum(gross) AS gross FROM event_index.bucket WHERE work = w.id GROUP BY token) b) AS earned,
    o.rights, o.price::text, o.price_token
  FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, place)
  JOIN event_index.work w ON w.id = wanted.id
  LEFT JOIN studio.catalog c ON c.work = w.id
  LEFT JOIN studio.people p ON p.address = w.creator
  LEFT JOIN studio.people h ON h.address = coalesce(w.holder, w.creator)
  LEFT JOIN LATERAL (
    SELECT bit_or(rights) AS rights, (array_agg(price ORDER BY price))[1] AS price,
           (array_agg(token ORDER BY price))[1] AS price_token
    FROM studio.offer offered WHERE work = w.id AND valid_until >= $2 AND ${isLive('offered')}
  ) o ON true
  ORDER BY wanted.place`

/** Works as lists show them, in the order of the ids; ids that the index does not hold are left out. */
export async function cardsOf({ pool, settings, clock }: Reading, ids: readonly string[]): Promise<WorkCard[]> {
  if (ids.length === 0) return []
  const { rows } = await pool.query<Row>({ name: 'cards', text: question, values: [ids, clock()] })
  return rows.map((row) => toCard(row, settings.tokens))
}

function toCard(row: Row, tokens: readonly Token[]): WorkCard {
  const picture = row.picture && toPicture(row.picture)
  return {
    id: row.id,
    name: row.name ?? `${row.id.slice(0, 10)}…`,
    kind: row.kind ?? 'import',
    creator: toPerson(row.creator, row.creator_name),
    holder: toPerson(row.holder, row.holder_name),
    time: Number(row.time),
    ...(picture && { picture }),
    ...(row.price !== null && { price: toMoney(tokens, row.price_token!, row.price) }),
    rights: Rights.list(row.rights ?? 0),
    earned: (row.earned ?? []).map(({ token, amount }) => toMoney(tokens, token, amount)),
    licenses: row.licenses,
  }
}

/** A person, with a name where there is one. */
export function toPerson(address: string, name: string | null | undefined): Person {
  return { address, ...(name && { name }) }
}

/** An amount with its token; a token that the studio does not know is shown by its address, in its smallest unit. */
export function toMoney(tokens: readonly Token[], address: string, amount: string): Money {
  return { amount, token: tokenOf(tokens, address) }
}

export function tokenOf(tokens: readonly Token[], address: string): Token {
  const known = tokens.find((token) => token.address.toLowerCase() === address.toLowerCase())
  return known ?? { address, symbol: address.slice(0, 8), decimals: 0 }
}

export function toPicture({ sha256, width, height, pixels }: PictureRow): Picture {
  const src = `/files/${sha256}`
  return { src, preview: `${src}/preview`, width: width ?? 1, height: height ?? 1, ...(pixels && { pixels }) }
}
