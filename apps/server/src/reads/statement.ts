import { Account, Tree } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import { treeOf } from '@tributary/sdk'
import type { Statement, StatementLine } from '@tributary/sdk/wire'
import { type Address, getAddress, type Hex } from 'viem'
import { readProgress } from '../../indexer/index.ts'
import type { Services } from '../api/Services.ts'
import type { Database } from '../database/transaction.ts'
import { tokenOf, toPerson } from './cards.ts'
import { closingsOf } from './closings.ts'
import { parentsAmongRights, rights } from './rights.ts'
import { snapshot } from './snapshot.ts'

/** The most lines of one answer; totals are of all lines, and the table (CSV) holds every one. */
export const mostLines = 1_000

type Row = {
  readonly work: Hex
  readonly name: string | null
  readonly kind: 'sales' | 'resale'
  readonly token: Address
  readonly role: StatementLine['role']
  readonly flow: number | null
  readonly share: number
  readonly root: Hex | null
  readonly leaf: number | null
  readonly due: string
  readonly paid: string
  readonly pending: string
}

/** $4: closings as `[{work, token, gross}]`. A right in a bucket that nothing reaches is no line. */
const question = `
  SELECT r.work, c.name, b.kind, b.token, r.role, r.flow, r.share, r.root, r.leaf,
    div(div(b.gross * r.share, 1000000) * r.weight, r.total)::text AS due,
    coalesce(CASE r.role WHEN 'residual' THEN b.collected WHEN 'flow' THEN f.amount ELSE l.amount END, 0)::text AS paid,
    (div(div(b.final * r.share, 1000000) * r.weight, r.total)
      - div(div(b.gross * r.share, 1000000) * r.weight, r.total))::text AS pending
  FROM (${rights}) r
  JOIN LATERAL (
    SELECT b.bucket, b.kind, b.token, b.gross, b.collected, coalesce(e.gross, b.gross) AS final
    FROM event_index.bucket b
    LEFT JOIN jsonb_to_recordset($4::jsonb) AS e (work text, token text, gross numeric)
      ON b.kind = 'sales' AND e.work = b.work AND e.token = b.token
    WHERE b.work = r.work
    UNION ALL
    SELECT e.work, 'sales', e.token, 0, 0, e.gross
    FROM jsonb_to_recordset($4::jsonb) AS e (work text, token text, gross numeric)
    WHERE e.work = r.work AND e.gross > 0
      AND NOT EXISTS (SELECT 1 FROM event_index.bucket b WHERE b.bucket = e.work AND b.token = e.token)
  ) b ON (r.kind IS NULL OR r.kind = b.kind) AND b.final > 0
  LEFT JOIN event_index.flow_paid f ON r.role = 'flow'
    AND f.bucket = b.bucket AND f.token = b.token AND f.flow = r.flow
  LEFT JOIN event_index.leaf_paid l ON r.role = 'leaf'
    AND l.bucket = b.bucket AND l.token = b.token AND l.flow = r.flow AND l.prefix = r.prefix
  LEFT JOIN studio.catalog c ON c.work = r.work`

/** What an account was owed and paid, from the index alone, to the wei; at most {@link mostLines} lines. */
export async function statementOf(
  services: Services,
  address: Address,
  { withProofs = false } = {},
): Promise<Statement> {
  const { account, rows, ...read } = await readRows(services, address)
  const shown = rows.toSorted(byPayable).slice(0, mostLines)
  return { ...read, account, lines: await linesOf(services, shown, withProofs), count: rows.length }
}

/** Every line of a statement, however many there are, without proofs. */
export async function wholeStatementOf(services: Services, address: Address): Promise<Statement> {
  const { account, rows, ...read } = await readRows(services, address)
  return { ...read, account, lines: await linesOf(services, rows.toSorted(byPayable), false), count: rows.length }
}

async function readRows({ pool, client, settings, clock }: Services, address: Address) {
  const mine = [0n, BigInt(client.chainId)].map((chainId) => Account.from({ address, chainId }))
  const values = [mine.map(Account.toBytes32), address.toLowerCase(), mine.map(String)]
  return snapshot(pool, async (database) => {
    const progress = await readProgress(database)
    const name = await nameOf(database, address)
    const parents = await database.query<{ work: string }>({
      name: 'parents among rights',
      text: parentsAmongRights,
      values,
    })
    const closings = await closingsOf(
      database,
      parents.rows.map(({ work }) => work),
    )
    const finals = [...closings].flatMap(([work, tokens]) =>
      [...tokens].map(([token, gross]) => ({ work, token, gross: `${gross}` })),
    )
    const { rows } = await database.query<Row>({
      name: 'statement',
      text: question,
      values: [...values, JSON.stringify(finals)],
    })
    const received = await receivedBy(database, address)
    const totals = totalsOf(rows, received).map(({ token, ...sums }) => ({
      token: tokenOf(settings.tokens, token),
      ...sums,
    }))
    const account = toPerson(getAddress(address), name)
    const time = progress?.time ?? clock()
    return { account, chainId: client.chainId, block: `${progress?.block ?? 0n}`, time, totals, rows }
  })
}

async function nameOf(database: Database, address: Address): Promise<string | undefined> {
  const question = 'SELECT name FROM studio.people WHERE address = $1'
  return (await database.query<{ name: string }>(question, [address.toLowerCase()])).rows[0]?.name
}

async function receivedBy(database: Database, address: Address): Promise<Map<string, bigint>> {
  const question = 'SELECT token, amount::text FROM event_index.payout WHERE recipient = $1'
  const { rows } = await database.query<{ token: string; amount: string }>(question, [address.toLowerCase()])
  return new Map(rows.map(({ token, amount }) => [token, BigInt(amount)]))
}

type Sums = Record<'due' | 'paid' | 'payable' | 'pending' | 'received', string>

function totalsOf(rows: readonly Row[], received: ReadonlyMap<string, bigint>): ({ token: string } & Sums)[] {
  const tokens = new Set([...rows.map(({ token }) => token as string), ...received.keys()])
  return [...tokens].map((token) => {
    const own = rows.filter((row) => row.token === token)
    const [due, paid, pending] = (['due', 'paid', 'pending'] as const).map((name) =>
      own.reduce((sum, row) => sum + BigInt(row[name]), 0n),
    ) as [bigint, bigint, bigint]
    const sums = { due, paid, payable: due - paid, pending, received: received.get(token) ?? 0n }
    return { token, ...(Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, `${sum}`])) as Sums) }
  })
}

const payableOf = ({ due, paid }: Row): bigint => BigInt(due) - BigInt(paid)

function byPayable(a: Row, b: Row): number {
  const [first, second] = [payableOf(a), payableOf(b)]
  if (first !== second) return first > second ? -1 : 1
  return a.work === b.work ? (a.flow ?? 99) - (b.flow ?? 99) : a.work < b.work ? -1 : 1
}

async function linesOf(
  { store, settings }: Services,
  rows: readonly Row[],
  withProofs: boolean,
): Promise<StatementLine[]> {
  return Promise.all(
    rows.map(async (row) => ({
      work: row.work,
      workName: row.name ?? `${row.work.slice(0, 10)}…`,
      bucket: row.kind,
      token: tokenOf(settings.tokens, row.token),
      role: row.role,
      ...(row.flow !== null && { flow: row.flow }),
      share: row.share,
      ...(withProofs && row.root !== null && { proof: await proofOf(store, row) }),
      due: row.due,
      paid: row.paid,
      payable: `${payableOf(row)}`,
      pending: row.pending,
    })),
  )
}

/** The leaf and its proof: with these, the account claims from the chain alone. */
async function proofOf(store: Store.Store, { work, root, leaf: index }: Row): Promise<object | undefined> {
  const stored = (await store.entry(work))?.trees.find((tree) => tree.root === root)
  if (stored === undefined || index === null) return undefined
  const tree = await treeOf(store, stored)
  const { kind, to, weight } = Tree.leaf(tree, index)
  return { leaf: { kind, to, weight: `${weight}` }, proof: Tree.proofToJson(Tree.proof(tree, index)) }
}
