import { Account, Books, type Bucket, Dues, type Leaf, Tree } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { audit } from './audit.ts'
import { closingGross, paidFor } from './closing.ts'
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

function linesIn(rebuilt: Rebuilt, token: Address, account: Address): Line[] {
  const closing = closingGross(rebuilt, token)
  const mine = new Set([0n, rebuilt.ledger.chainId].map((chainId) => Account.from({ address: account, chainId })))
  return [...rebuilt.buckets].flatMap(([bucket, source]) => {
    const final = closing.get(bucket) ?? 0n
    if (final === 0n) return []
    const entry = Books.find(rebuilt.ledger.books, bucket, token)
    const { trees } = rebuilt.lineage
    const now = [...Dues.of({ work: source.work, gross: entry?.gross ?? 0n, trees })]
    const then = [...Dues.of({ work: source.work, gross: final, trees })]
    return now.flatMap((due, index) => {
      if (!mine.has(payeeOf(rebuilt, source, due))) return []
      return [lineOf(rebuilt, source, token, due, paidFor(entry, due), then[index]!.amount)]
    })
  })
}

function payeeOf({ ledger }: Rebuilt, { id, work, kind }: Source, due: Dues.Due): Account.Account {
  if (due.kind === 'residual') return kind === 'sales' ? (ledger.holders.get(id) ?? work.creator) : work.creator
  const payee = due.kind === 'leaf' ? due.leaf : due
  // A work or an unknown tree is nobody's account.
  return payee.kind === 'account' ? Account.fromBytes32(payee.to) : -1n
}

function lineOf(rebuilt: Rebuilt, source: Source, token: Address, due: Dues.Due, paid: bigint, final: bigint): Line {
  const amounts = { due: due.amount, paid, payable: due.amount - paid, pending: final - due.amount }
  const base = { work: source.id, bucket: source.kind, token, ...amounts }
  if (due.kind === 'residual') return { ...base, role: 'residual' }
  if (due.kind !== 'leaf') return { ...base, role: 'flow', flow: due.flow }
  const tree = rebuilt.lineage.trees.get(source.work.flows[due.flow]!.to)!
  const indexes = Tree.find(tree, due.leaf)
  const index = indexes.find((candidate) => Tree.prefix(tree, candidate) === due.prefix)!
  const leaf = { leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index), prefix: due.prefix }
  return { ...base, role: 'leaf', flow: due.flow, leaf }
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
