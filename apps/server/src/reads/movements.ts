import type { Movement, Page } from '@tributary/sdk/wire'
import { type Reading, toMoney, toPerson } from './cards.ts'
import { fromCursor, toCursor } from './cursor.ts'

type Row = {
  readonly position: string
  readonly type: Movement['type']
  readonly work: string
  readonly name: string | null
  readonly account: string | null
  readonly account_name: string | null
  readonly recipient: string | null
  readonly recipient_name: string | null
  readonly to_work: string | null
  readonly to_name: string | null
  readonly token: string
  readonly amount: string
  readonly time: string
  readonly block: string
  readonly transaction: string
}

/** Whose movements: into, out of and past a work, or to and from an account. */
const subjects = {
  work: ['m.work', 'm.to_work'],
  account: ['m.account', 'm.recipient'],
} as const

/** Movements of money, the newest first: what the ledger said, with the event behind each. */
export async function movementsOf(
  { pool, settings }: Reading,
  { of, id, limit, cursor }: movementsOf.Question,
): Promise<Page<Movement>> {
  const before = cursor === undefined ? `${2n ** 62n}` : positionOf(cursor)
  const [first, second] = subjects[of]
  // One index each: a condition with OR would use neither.
  const part = (column: string): string =>
    `(SELECT m.* FROM event_index.movement m WHERE ${column} = $1 AND m.position < $2 ORDER BY m.position DESC LIMIT $3)`
  const { rows } = await pool.query<Row>({
    name: `movements of ${of}`,
    text: `
      SELECT m.position::text, m.type, m.work, c.name, m.account, p.name AS account_name, m.recipient,
        q.name AS recipient_name, m.to_work, d.name AS to_name, m.token, m.amount::text, m.time::text, m.block::text,
        m.transaction
      FROM (${part(first)} UNION ${part(second)}) m
      LEFT JOIN studio.catalog c ON c.work = m.work LEFT JOIN studio.catalog d ON d.work = m.to_work
      LEFT JOIN studio.people p ON p.address = m.account LEFT JOIN studio.people q ON q.address = m.recipient
      ORDER BY m.position DESC LIMIT $3`,
    values: [id.toLowerCase(), before, limit + 1],
  })
  const shown = rows.slice(0, limit)
  const items = shown.map((row) => toMovement(row, settings.tokens))
  return { items, ...(rows.length > limit && { next: toCursor([shown.at(-1)!.position]) }) }
}

export declare namespace movementsOf {
  type Question = {
    readonly of: keyof typeof subjects
    /** Id of the work, or address of the account. */
    readonly id: string
    readonly limit: number
    readonly cursor?: string | undefined
  }
}

/** The position a cursor names. */
export function positionOf(cursor: string): string {
  const [position] = fromCursor(cursor, ['bigint'])
  return position as string
}

function toMovement(row: Row, tokens: Reading['settings']['tokens']): Movement {
  const { type, work, to_work, recipient, account } = row
  const to = to_work !== null ? { work: to_work, name: row.to_name ?? shorten(to_work) } : undefined
  const paidTo = recipient === null ? undefined : toPerson(recipient, row.recipient_name)
  return {
    type,
    work,
    workName: row.name ?? shorten(work),
    ...((to ?? paidTo) && { to: to ?? paidTo }),
    ...(type === 'paid' && account !== null && { from: toPerson(account, row.account_name) }),
    money: toMoney(tokens, row.token, row.amount),
    time: Number(row.time),
    block: row.block,
    transaction: row.transaction,
  }
}

/** What a work is called whose name is not known here. */
export function shorten(id: string): string {
  return `${id.slice(0, 10)}…`
}
