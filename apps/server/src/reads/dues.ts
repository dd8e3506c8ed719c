import { Amount } from '@tributary/protocol'
import type { StatementLine } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import type { Database } from '../database/transaction.ts'
import { type Closings, closingsOf, hasChildren } from './closings.ts'
import { restOf, rights } from './rights.ts'

/** A right of the account, and a bucket of its work; the bucket is null where nothing was paid yet. */
type Row = {
  readonly work: Hex
  readonly name: string | null
  readonly role: StatementLine['role']
  readonly flow: number | null
  readonly share: number
  readonly weight: string
  readonly total: string
  readonly root: Hex | null
  readonly leaf: number | null
  readonly to_sales: boolean
  readonly grows: boolean
  readonly kind: 'sales' | 'resale' | null
  readonly token: Address | null
  readonly gross: string | null
  readonly paid: string | null
}

/** What a right is due of a bucket, was paid of it, and will be due once everything below was lifted. */
export type Due = Pick<Row, 'work' | 'name' | 'role' | 'flow' | 'share' | 'root' | 'leaf'> & {
  readonly kind: 'sales' | 'resale'
  readonly token: Address
  readonly due: bigint
  readonly paid: bigint
  readonly pending: bigint
}

/** A right in a bucket that nothing has reached is left out, unless something may still be lifted there (`grows`). */
const question = `
  SELECT r.work, c.name, r.role, r.flow,
    coalesce(r.share, ${restOf('r.work')}) AS share, r.weight::text, r.total::text, r.root, r.leaf, r.to_sales, r.grows,
    b.kind, b.token, b.gross::text,
    (CASE r.role WHEN 'residual' THEN b.collected WHEN 'flow' THEN f.amount ELSE l.amount END)::text AS paid
  FROM (SELECT *, kind IS DISTINCT FROM 'resale' AS to_sales,
      CASE WHEN kind IS DISTINCT FROM 'resale' THEN ${hasChildren('mine.work')} ELSE false END AS grows
    FROM (${rights}) mine) r
  LEFT JOIN event_index.bucket b ON b.work = r.work AND (r.kind IS NULL OR r.kind = b.kind)
  LEFT JOIN event_index.flow_paid f ON r.role = 'flow'
    AND f.bucket = b.bucket AND f.token = b.token AND f.flow = r.flow
  LEFT JOIN event_index.leaf_paid l ON r.role = 'leaf'
    AND l.bucket = b.bucket AND l.token = b.token AND l.flow = r.flow AND l.prefix = r.prefix
  LEFT JOIN studio.catalog c ON c.work = r.work
  WHERE b.bucket IS NOT NULL OR r.grows`

/** Everything that the holder of some {@link rights} is due, of every bucket. `values` are those of the rights. */
export async function duesOf(database: Database, values: readonly unknown[]): Promise<Due[]> {
  const { rows } = await database.query<Row>({ name: 'rights', text: question, values: [...values] })
  const growing = new Set(rows.filter(({ grows }) => grows).map(({ work }) => work))
  return addUp(rows, await closingsOf(database, [...growing]))
}

/** One for each right and bucket, and one for each right and token that will only come by lifting. */
function addUp(found: readonly Row[], closings: Closings): Due[] {
  const byRight = Map.groupBy(found, ({ work, role, flow, leaf, to_sales }) =>
    [work, role, flow, leaf, to_sales].join(' '),
  )
  return [...byRight.values()].flatMap((buckets) => {
    const paid = buckets.flatMap((row) => (row.kind === null ? [] : [toDue(row, row as Bucket, closings)]))
    const [right] = buckets as [Row]
    if (!right.to_sales) return paid
    const known = new Set(paid.filter(({ kind }) => kind === 'sales').map(({ token }) => token))
    const coming = [...(closings.get(right.work) ?? [])].filter(
      ([token, gross]) => gross > 0n && !known.has(token as Address),
    )
    return [...paid, ...coming.map(([token]) => toDue(right, nothingIn(token as Address), closings))]
  })
}

type Bucket = { readonly [name in 'kind' | 'token' | 'gross']: NonNullable<Row[name]> } & Pick<Row, 'paid'>

const nothingIn = (token: Address): Bucket => ({ kind: 'sales', token, gross: '0', paid: null })

function toDue(right: Row, { kind, token, gross, paid }: Bucket, closings: Closings): Due {
  const { work, name, role, flow, share, root, leaf } = right
  const final = (kind === 'sales' ? closings.get(work)?.get(token) : undefined) ?? BigInt(gross)
  const [due, last] = [BigInt(gross), final].map((amount) =>
    Amount.leafDue(Amount.flowDue(amount, share), BigInt(right.weight), BigInt(right.total)),
  ) as [bigint, bigint]
  const rest = { due, paid: BigInt(paid ?? 0), pending: last - due }
  return { work, name, role, flow, share, root, leaf, kind, token, ...rest }
}
