/** Where all the money of a ledger is: paid out, still to be claimed, locked, or dust. The four add up. */
import type { Address, Hex } from 'viem'
import * as Account from './Account.ts'
import * as Books from './Books.ts'
import * as Bucket from './Bucket.ts'
import * as Dues from './Dues.ts'
import type * as Ledger from './Ledger.ts'
import * as Lineage from './Lineage.ts'

/** One token's reconciliation, in token-wei: `paidIn = paidOut + unclaimed + locked + dust`. */
export type Reconciliation = {
  readonly paidIn: bigint
  readonly paidOut: bigint
  /** What accounts get once everything is distributed and claimed. */
  readonly unclaimed: bigint
  /** What lies, or would come to lie, where the preimage of a work or a tree is missing. */
  readonly locked: bigint
  /** What rounding leaves behind. */
  readonly dust: bigint
  /** The unclaimed by account. */
  readonly accounts: ReadonlyMap<Account.Account, bigint>
}

/**
 * Reconciles one token of a ledger, as if everything were distributed and claimed now.
 *
 * @example
 * ```ts
 * import { Ledger, Lineage, Reconciliation, Work } from '@tributary/protocol'
 *
 * const ledger = Ledger.create({ chainId: 31337 })
 * const work = Work.from({ creator: 1n, home: 31337n << 160n, record: `0x${'11'.repeat(32)}` })
 * const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
 * Ledger.pay(ledger, { bucket: Work.id(work), token, amount: 10n })
 * Reconciliation.from({ ledger, token, lineage: Lineage.from({ works: [work] }) }).unclaimed // 10n
 * ```
 */
export function from({ ledger, token, lineage }: from.Options): Reconciliation {
  const entries = [...ledger.books.entries.values()].filter((entry) => isSame(entry.token, token))
  const state: Closing = { ledger, token, lineage, gross: new Map(), accounts: new Map(), locked: 0n, dust: 0n }
  for (const { bucket, gross } of entries) state.gross.set(bucket, gross)
  for (const id of Lineage.order(lineage, lineage.works.keys())) {
    if (lineage.works.has(id)) for (const bucket of Bucket.kinds) close(state, id, bucket)
  }
  for (const entry of entries) if (state.gross.has(entry.bucket)) state.locked -= paidFrom(entry)
  const payouts = [...ledger.books.payouts.values()].filter((payout) => isSame(payout.token, token))
  return {
    paidIn: ledger.books.paidIn.get(token.toLowerCase()) ?? 0n,
    paidOut: sum(payouts.map(({ amount }) => amount)),
    unclaimed: sum(state.accounts.values()),
    locked: sum(state.gross.values()) + state.locked,
    dust: state.dust,
    accounts: state.accounts,
  }
}

export declare namespace from {
  type Options = {
    readonly ledger: Ledger.Ledger
    readonly token: Address
    /** The preimages one holds; what is missing appears as locked. */
    readonly lineage: Lineage.Lineage
  }
}

type Closing = from.Options & {
  /** What buckets hold that were not closed yet, with all that was lifted to them. */
  readonly gross: Map<Hex, bigint>
  readonly accounts: Map<Account.Account, bigint>
  /** Due to trees whose leaves are not held, less what unknown works paid already. */
  locked: bigint
  dust: bigint
}

/** Lifts and assigns all that a bucket owes. Buckets below it were closed before, so its gross is final. */
function close(state: Closing, id: Hex, kind: Bucket.Kind): void {
  const { ledger, lineage, gross, accounts } = state
  const work = lineage.works.get(id)!
  const bucket = Bucket.of(id, kind)
  const entry = Books.find(ledger.books, bucket, state.token)
  const earned = gross.get(bucket) ?? 0n
  gross.delete(bucket)
  const holder = kind === 'sales' ? (ledger.holders.get(id) ?? work.creator) : work.creator
  let rest = earned
  for (const due of Dues.of({ work, gross: earned, trees: lineage.trees })) {
    rest -= due.amount
    const pending = due.amount - (entry === undefined ? 0n : paidOf(entry, due))
    const payee = due.kind === 'leaf' ? due.leaf : due
    if (payee.kind === 'work') add(gross, payee.to, pending)
    else if (payee.kind === 'tree') state.locked += pending
    else add(accounts, payee.kind === 'account' ? Account.fromBytes32(payee.to) : holder, pending)
  }
  state.dust += rest
}

function paidOf(entry: Books.Entry, due: Dues.Due): bigint {
  if (due.kind === 'residual') return entry.collected
  if (due.kind === 'leaf') return Books.paidLeaf(entry, due.flow, due.prefix)
  if (due.kind !== 'tree') return entry.flows.get(due.flow) ?? 0n
  const leaves = [...entry.leaves].filter(([key]) => key.startsWith(`${due.flow}:`))
  return sum(leaves.map(([, amount]) => amount))
}

/** Everything that left a bucket. */
function paidFrom({ collected, flows, leaves }: Books.Entry): bigint {
  return collected + sum(flows.values()) + sum(leaves.values())
}

function add<key>(sums: Map<key, bigint>, key: key, amount: bigint): void {
  if (amount !== 0n) sums.set(key, (sums.get(key) ?? 0n) + amount)
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

function isSame(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
