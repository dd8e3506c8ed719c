import { Rights } from '@tributary/protocol'
import type { License, Page } from '@tributary/sdk/wire'
import { type Reading, toMoney, toPerson } from './cards.ts'
import { toCursor } from './cursor.ts'
import { positionOf } from './movements.ts'

type Row = {
  readonly position: string
  readonly id: string
  readonly offer: string
  readonly work: string
  readonly work_name: string | null
  readonly owner: string
  readonly owner_name: string | null
  readonly buyer: string
  readonly buyer_name: string | null
  readonly rights: number
  readonly token: string
  readonly price: string
  readonly time: string
  readonly expiry: string
  readonly used: string
  readonly transaction: string
}

const question = `
  SELECT l.position::text, l.id, l.offer, l.work, c.name AS work_name, l.owner, o.name AS owner_name, l.buyer,
    b.name AS buyer_name, coalesce(i.rights, s.rights, 0) AS rights, l.token, l.price::text, l.time::text,
    l.expiry::text, l.used::text, l.transaction
  FROM event_index.license l
  LEFT JOIN event_index.offer i ON i.id = l.offer
  LEFT JOIN studio.offer s ON s.id = l.offer
  LEFT JOIN studio.catalog c ON c.work = l.work
  LEFT JOIN studio.people o ON o.address = l.owner
  LEFT JOIN studio.people b ON b.address = l.buyer`

/** Licenses of a work, or those that an account owns, the newest first. */
export async function licensesOf(
  { pool, settings }: Reading,
  { of, id, limit, cursor }: licensesOf.Question,
): Promise<Page<License>> {
  const before = cursor === undefined ? `${2n ** 62n}` : positionOf(cursor)
  const { rows } = await pool.query<Row>({
    name: `licenses of ${of}`,
    text: `${question} WHERE l.${of} = $1 AND l.position < $2 ORDER BY l.position DESC LIMIT $3`,
    values: [id.toLowerCase(), before, limit + 1],
  })
  const shown = rows.slice(0, limit)
  const items = shown.map((row) => toLicense(row, settings.tokens))
  return { items, ...(rows.length > limit && { next: toCursor([shown.at(-1)!.position]) }) }
}

export declare namespace licensesOf {
  type Question = {
    readonly of: 'work' | 'owner'
    readonly id: string
    readonly limit: number
    readonly cursor?: string | undefined
  }
}

/** One license, or undefined where the index holds none. */
export async function findLicense({ pool, settings }: Reading, id: string): Promise<License | undefined> {
  const { rows } = await pool.query<Row>(`${question} WHERE l.id = $1`, [id])
  return rows[0] && toLicense(rows[0], settings.tokens)
}

function toLicense(row: Row, tokens: Reading['settings']['tokens']): License {
  return {
    id: row.id,
    offer: row.offer,
    work: row.work,
    workName: row.work_name ?? `${row.work.slice(0, 10)}…`,
    owner: toPerson(row.owner, row.owner_name),
    buyer: toPerson(row.buyer, row.buyer_name),
    rights: Rights.list(row.rights),
    price: toMoney(tokens, row.token, row.price),
    time: Number(row.time),
    expiry: row.expiry,
    used: Number(row.used),
    transaction: row.transaction,
  }
}
