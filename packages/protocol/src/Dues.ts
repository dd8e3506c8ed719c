import type { Hex } from 'viem'
import * as Amount from './Amount.ts'
import type * as Lineage from './Lineage.ts'
import * as Tree from './Tree.ts'
import type * as Work from './Work.ts'

/** What one payee is due of all that a bucket ever earned. */
export type Due =
  | { readonly kind: 'work' | 'account'; readonly flow: number; readonly to: Hex; readonly amount: bigint }
  | {
      readonly kind: 'leaf'
      readonly flow: number
      /** The weights to the left of the leaf. */
      readonly prefix: bigint
      readonly leaf: { readonly kind: 'work' | 'account'; readonly to: Hex }
      readonly amount: bigint
    }
  | {
      /** All leaves of a tree whose leaves are not held. */
      readonly kind: 'tree'
      readonly flow: number
      readonly to: Hex
      readonly amount: bigint
    }
  | { readonly kind: 'residual'; readonly amount: bigint }

/**
 * Everything due of a bucket's gross, in token-wei, the leaves of trees one by one and the residual last.
 *
 * - Rounding: each down. Together they never exceed the gross, and what is left over is dust.
 *
 * @example
 * ```ts
 * import { Account, Dues, Flow, Lineage, Work } from '@tributary/protocol'
 *
 * const author = Account.from({ address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' })
 * const flows = [Flow.toAccount(author, 50_000)]
 * const work = Work.from({ creator: 1n, home: 31337n << 160n, record: `0x${'11'.repeat(32)}`, flows })
 * const dues = [...Dues.of({ work, gross: 100n, trees: new Map() })] // 5 to the author, 95 residual
 * ```
 */
export function* of({ work, gross, trees }: of.Earned): Generator<Due> {
  for (const [flow, { kind, share, to }] of work.flows.entries()) {
    const amount = Amount.flowDue(gross, share)
    const tree = kind === 'tree' ? trees.get(to) : undefined
    if (tree === undefined) yield { kind, flow, to, amount }
    else yield* ofTree({ flow, amount, tree })
  }
  const shares = work.flows.map(({ share }) => share)
  yield { kind: 'residual', amount: Amount.residualDue(gross, shares) }
}

export declare namespace of {
  type Earned = { readonly work: Work.Work; readonly gross: bigint; readonly trees: Lineage.Lineage['trees'] }
}

function* ofTree({ flow, amount, tree }: { flow: number; amount: bigint; tree: Tree.Tree }): Generator<Due> {
  let prefix = 0n
  for (const leaf of Tree.leaves(tree)) {
    yield { kind: 'leaf', flow, prefix, leaf, amount: Amount.leafDue(amount, leaf.weight, tree.total) }
    prefix += leaf.weight
  }
}
