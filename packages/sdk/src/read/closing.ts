import { Amount, Books, Bucket, Dues, Lineage, type Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Rebuilt } from './ledgerOf.ts'

/** What every bucket will have earned once all that is owed between works was lifted, in token-wei. */
export function closingGross({ ledger, lineage }: Rebuilt, token: Address): ReadonlyMap<Hex, bigint> {
  const gross = new Map<Hex, bigint>()
  for (const entry of ledger.books.entries.values()) if (entry.token === token) gross.set(entry.bucket, entry.gross)
  for (const id of Lineage.order(lineage, lineage.works.keys())) {
    const work = lineage.works.get(id)
    if (work === undefined || !leadsToWorks(work, lineage)) continue
    for (const kind of Bucket.kinds) {
      const bucket = Bucket.of(id, kind)
      const entry = Books.find(ledger.books, bucket, token)
      for (const due of Dues.of({ work, gross: gross.get(bucket) ?? 0n, trees: lineage.trees })) {
        const payee = due.kind === 'leaf' ? due.leaf : due
        if (payee.kind === 'work') gross.set(payee.to, (gross.get(payee.to) ?? 0n) + due.amount - paidFor(entry, due))
      }
    }
  }
  return gross
}

/** Only works are lifted to; trees of people, however large, are passed over. */
function leadsToWorks(work: Work.Work, { trees }: Lineage.Lineage): boolean {
  return work.flows.some(({ kind, to }) => kind === 'work' || (kind === 'tree' && trees.get(to)?.kinds.includes(0)))
}

/** What was paid or lifted of a due already, in token-wei. */
export function paidFor(entry: Books.Entry | undefined, due: Dues.Due): bigint {
  if (entry === undefined) return 0n
  if (due.kind === 'residual') return entry.collected
  return due.kind === 'leaf' ? Books.paidLeaf(entry, due.flow, due.prefix) : (entry.flows.get(due.flow) ?? 0n)
}

/** What a right to a bucket's money is due of a gross, in token-wei. */
export type Due = (gross: bigint) => bigint

/** The due of a flow to an account. */
export function flowDue(work: Work.Work, flow: number): Due {
  const { share } = work.flows[flow]!
  return (gross) => Amount.flowDue(gross, share)
}

/** The due of a leaf of a flow's tree. */
export function leafDue(work: Work.Work, flow: number, weight: bigint, total: bigint): Due {
  const ofFlow = flowDue(work, flow)
  return (gross) => Amount.leafDue(ofFlow(gross), weight, total)
}

/** The due of the residual. */
export function residualDue(work: Work.Work): Due {
  const shares = work.flows.map(({ share }) => share)
  return (gross) => Amount.residualDue(gross, shares)
}
