/** "Who gets what of $10": one payment, followed up the whole lineage before anybody pays. */
import type { Hex } from 'viem'
import * as Account from './Account.ts'
import * as Amount from './Amount.ts'
import type * as Bucket from './Bucket.ts'
import * as Dues from './Dues.ts'
import type * as Flow from './Flow.ts'
import * as Lineage from './Lineage.ts'
import type * as Work from './Work.ts'

/** One part of what reached a work: a flow, or the residual that stays with its holder. */
export type Line = {
  readonly work: Hex
  readonly kind: 'work' | 'account' | 'tree' | 'residual'
  /** Index of the flow; none for the residual. */
  readonly flow?: number
  /** A work id, an account or a tree root, after `kind`. */
  readonly to: Hex
  /** Parts per million of what reached the work. */
  readonly share: number
  /** In token-wei, rounded down. */
  readonly amount: bigint
}

/** Where a payment goes. `amount` is the sum of all payees and the dust. */
export type Split = {
  readonly amount: bigint
  /** By work, from the one that was paid up its lineage. */
  readonly lines: readonly Line[]
  /** What each account gets over all lines, leaves of trees included. */
  readonly payees: ReadonlyMap<Account.Account, bigint>
  /** What rounding leaves in the ledger, in token-wei. */
  readonly dust: bigint
}

/**
 * Splits a payment over everyone it is owed to. Throws unless every preimage upstream is held.
 *
 * - Rounding: each due down, the rest is dust; nothing is lost.
 * - Limit: exact for a first payment; later ones may turn dust of earlier ones into a payable wei.
 *
 * @example
 * ```ts
 * import { Account, Flow, Lineage, Split, Work } from '@tributary/protocol'
 *
 * const common = { creator: 1n, home: 31337n << 160n, record: `0x${'11'.repeat(32)}` } as const
 * const model = Work.from(common)
 * const output = Work.from({ ...common, creator: 2n, flows: [Flow.toWork(Work.id(model), 100_000)] })
 * const lineage = Lineage.from({ works: [model, output] })
 * Split.from({ lineage, work: Work.id(output), amount: 10n }).payees // 1 to the model's creator, 9 to the output's
 * ```
 */
export function from(payment: from.Payment): Split {
  const { lineage, work, amount, bucket = 'sales', holders = new Map() } = payment
  Lineage.assertComplete(lineage, work)
  const gross = new Map([[work, amount]])
  const payees = new Map<Account.Account, bigint>()
  const lines: Line[] = []
  for (const id of Lineage.order(lineage, [work])) {
    const terms = lineage.works.get(id)!
    const earned = gross.get(id) ?? 0n
    const isResale = id === work && bucket === 'resale'
    const holder = isResale ? terms.creator : (holders.get(id) ?? terms.creator)
    lines.push(...linesOf(id, terms, earned, holder))
    for (const due of Dues.of({ work: terms, gross: earned, trees: lineage.trees })) {
      const payee = payeeOf(due, holder)
      if (payee.kind === 'work') add(gross, payee.to, due.amount)
      else add(payees, Account.fromBytes32(payee.to), due.amount)
    }
  }
  const paid = [...payees.values()].reduce((sum, part) => sum + part, 0n)
  return { amount, lines, payees, dust: amount - paid }
}

export declare namespace from {
  type Payment = {
    readonly lineage: Lineage.Lineage
    /** Id of the work that is paid. */
    readonly work: Hex
    /** In token-wei. */
    readonly amount: bigint
    readonly bucket?: Bucket.Kind | undefined
    /** Who holds a work, where that is no longer its creator. */
    readonly holders?: ReadonlyMap<Hex, Account.Account> | undefined
  }
}

function linesOf(id: Hex, work: Work.Work, gross: bigint, holder: Account.Account): Line[] {
  const lines: Line[] = work.flows.map(({ kind, share, to }, flow) => {
    return { work: id, kind, flow, to, share, amount: Amount.flowDue(gross, share) }
  })
  const shares = work.flows.map(({ share }) => share)
  const share = shares.reduce((rest, part) => rest - part, Number(Amount.whole))
  const to = Account.toBytes32(holder)
  return [...lines, { work: id, kind: 'residual', to, share, amount: Amount.residualDue(gross, shares) }]
}

function payeeOf(due: Dues.Due, holder: Account.Account): { kind: Flow.Kind; to: Hex } {
  if (due.kind === 'leaf') return due.leaf
  return due.kind === 'residual' ? { kind: 'account', to: Account.toBytes32(holder) } : due
}

function add<key>(sums: Map<key, bigint>, key: key, amount: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + amount)
}
