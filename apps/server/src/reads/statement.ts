import { Account, Tree } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import { treeOf } from '@tributary/sdk'
import type { Statement, StatementLine } from '@tributary/sdk/wire'
import { type Address, getAddress } from 'viem'
import { readProgress } from '../../indexer/index.ts'
import type { Services } from '../api/Services.ts'
import type { Database } from '../database/transaction.ts'
import { tokenOf, toPerson } from './cards.ts'
import { type Due, duesOf } from './dues.ts'
import { snapshot } from './snapshot.ts'

/** The most lines of one answer; totals are of all lines, and the table (CSV) holds every one. */
export const mostLines = 1_000

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
    const rows = await duesOf(database, values)
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

function totalsOf(rows: readonly Due[], received: ReadonlyMap<string, bigint>): ({ token: string } & Sums)[] {
  const tokens = new Set([...rows.map(({ token }) => token as string), ...received.keys()])
  return [...tokens].map((token) => {
    const own = rows.filter((row) => row.token === token)
    const [due, paid, pending] = (['due', 'paid', 'pending'] as const).map((name) =>
      own.reduce((sum, row) => sum + row[name], 0n),
    ) as [bigint, bigint, bigint]
    const sums = { due, paid, payable: due - paid, pending, received: received.get(token) ?? 0n }
    return { token, ...(Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, `${sum}`])) as Sums) }
  })
}

const payableOf = ({ due, paid }: Due): bigint => due - paid

function byPayable(a: Due, b: Due): number {
  const [first, second] = [payableOf(a), payableOf(b)]
  if (first !== second) return first > second ? -1 : 1
  return a.work === b.work ? (a.flow ?? 99) - (b.flow ?? 99) : a.work < b.work ? -1 : 1
}

async function linesOf(
  { store, settings }: Services,
  rows: readonly Due[],
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
      due: `${row.due}`,
      paid: `${row.paid}`,
      payable: `${payableOf(row)}`,
      pending: `${row.pending}`,
    })),
  )
}

/** The leaf and its proof: with these, the account claims from the chain alone. */
async function proofOf(store: Store.Store, { work, root, leaf: index }: Due): Promise<object | undefined> {
  const stored = (await store.entry(work))?.trees.find((tree) => tree.root === root)
  if (stored === undefined || index === null) return undefined
  const tree = await treeOf(store, stored)
  const { kind, to, weight } = Tree.leaf(tree, index)
  return { leaf: { kind, to, weight: `${weight}` }, proof: Tree.proofToJson(Tree.proof(tree, index)) }
}
