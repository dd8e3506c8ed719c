import { Account, Books, type Bucket, type Leaf, Tree, type Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { audit } from './audit.ts'
import { closingGross, type Due, flowDue, leafDue, residualDue } from './closing.ts'
import type { readEvents } from './events.ts'
import { ledgerOf, type Rebuilt, type Source } from './ledgerOf.ts'

/** One right of an account to money: a flow, a leaf of a tree, or a residual. All amounts in token-wei. */
export type Line = {
  /** Id of the work that owes. */
  readonly work: Hex
  readonly bucket: Bucket.Kind
  readonly token: Address
  readonly role: 'flow' | 'leaf' | 'residual'
  /** Index of the flow; none for a residual. */
  readonly flow?: number
  /** The leaf and its proof, so that the account can claim from the chain alone. */
  readonly leaf?: { readonly leaf: Leaf.Leaf; readonly proof: Tree.Proof; readonly prefix: bigint }
  /** What it is due of all that the bucket earned so far. */
  readonly due: bigint
  readonly paid: bigint
  /** What can be claimed now: `due - paid`. */
  readonly payable: bigint
  /** What will be due besides, once money that other works hold is lifted to this one. */
  readonly pending: bigint
}

/** What became of an account's money in one token. All amounts in token-wei. */
export type Totals = {
  readonly due: bigint
  readonly paid: bigint
  readonly payable: bigint
  readonly pending: bigint
}

/** Everything an account was ever owed and paid, reconciled to the wei with the chain at a block. */
export type Statement = {
  readonly account: Address
  readonly chainId: number
  readonly block: bigint
  readonly lines: readonly Line[]
  readonly totals: ReadonlyMap<Address, Totals>
  /** What the ledger sent to the account's address, by token; rights of others that named it as recipient included. */
  readonly received: ReadonlyMap<Address, bigint>
}

/**
 * The statement of an account: what came in, what was paid, what is payable, by work and token.
 *
 * Throws an error with the difference when events, storage and token balances do not agree.
 *
 * @example
 * ```ts
 * import { statement } from '@tributary/sdk'
 *
 * const { lines, totals } = await statement(client, { account: artist })
 * ```
 */
export async function statement(client: Client, parameters: statement.Parameters): Promise<Statement> {
  const rebuilt = await ledgerOf(client, parameters)
  await audit(client, rebuilt)
  return statementOf(rebuilt, parameters.account)
}

export declare namespace statement {
  type Parameters = { readonly account: Address } & readEvents.Parameters
}

/** The statement of an account from a ledger that was rebuilt and audited before: many accounts, one reading. */
export function statementOf(rebuilt: Rebuilt, account: Address): Statement {
  const { ledger, block } = rebuilt
  const chainId = Number(ledger.chainId)
  const tokens = new Set([...ledger.books.entries.values()].map(({ token }) => token))
  const lines = [...tokens].flatMap((token) => linesIn(rebuilt, token, account))
  const received = [...ledger.books.payouts.values()].filter(({ to }) => isSame(to, account))
  return {
    account,
    chainId,
    block,
    lines,
    totals: totalsOf(lines),
    received: new Map(received.map(({ token, amount }) => [token, amount])),
  }
}

/** A right of the account to a bucket's money. */
type Right = Pick<Line, 'role' | 'flow' | 'leaf'> & {
  readonly due: Due
  readonly paid: (entry: Books.Entry) => bigint
}

function linesIn(rebuilt: Rebuilt, token: Address, account: Address): Line[] {
  const closing = closingGross(rebuilt, token)
  const mine = [0n, rebuilt.ledger.chainId].map((chainId) => Account.from({ address: account, chainId }))
  return [...rebuilt.buckets].flatMap(([bucket, source]) => {
    const final = closing.get(bucket) ?? 0n
    if (final === 0n) return []
    const entry = Books.find(rebuilt.ledger.books, bucket, token)
    return rightsOf(rebuilt, source, mine).map(({ due, paid: paidOf, ...right }): Line => {
      const [now, paid] = [due(entry?.gross ?? 0n), entry ? paidOf(entry) : 0n]
      const amounts = { due: now, paid, payable: now - paid, pending: due(final) - now }
      return { work: source.id, bucket: source.kind, token, ...right, ...amounts }
    })
  })
}

function rightsOf(rebuilt: Rebuilt, source: Source, mine: readonly Account.Account[]): Right[] {
  const { work } = source
  const flows = work.flows.flatMap((terms, flow): Right[] => {
    if (terms.kind === 'tree') return leavesOf(rebuilt, work, flow, mine)
    if (terms.kind === 'work' || !mine.includes(Account.fromBytes32(terms.to))) return []
    return [{ role: 'flow', flow, due: flowDue(work, flow), paid: ({ flows }) => flows.get(flow) ?? 0n }]
  })
  if (!mine.includes(residualOwner(rebuilt, source))) return flows
  return [...flows, { role: 'residual', due: residualDue(work), paid: ({ collected }) => collected }]
}

function leavesOf({ lineage }: Rebuilt, work: Work.Work, flow: number, mine: readonly Account.Account[]): Right[] {
  const tree = lineage.trees.get(work.flows[flow]!.to)
  if (tree === undefined) return []
  const indexes = mine.flatMap((account) => Tree.find(tree, { kind: 'account', to: Account.toBytes32(account) }))
  return indexes.map((index): Right => {
    const leaf = { leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index), prefix: Tree.prefix(tree, index) }
    const due = leafDue(work, flow, leaf.leaf.weight, tree.total)
    return { role: 'leaf', flow, leaf, due, paid: (entry) => Books.paidLeaf(entry, flow, leaf.prefix) }
  })
}

function residualOwner({ ledger }: Rebuilt, { id, work, kind }: Source): Account.Account {
  return kind === 'sales' ? (ledger.holders.get(id) ?? work.creator) : work.creator
}

function totalsOf(lines: readonly Line[]): ReadonlyMap<Address, Totals> {
  const totals = new Map<Address, Totals>()
  for (const line of lines) {
    const sum = totals.get(line.token) ?? { due: 0n, paid: 0n, payable: 0n, pending: 0n }
    totals.set(line.token, {
      due: sum.due + line.due,
      paid: sum.paid + line.paid,
      payable: sum.payable + line.payable,
      pending: sum.pending + line.pending,
    })
  }
  return totals
}

function isSame(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
