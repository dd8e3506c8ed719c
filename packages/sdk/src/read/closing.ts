import { Books, Bucket, Dues, Lineage } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Rebuilt } from './ledgerOf.ts'

/** What every bucket will have earned once all that is owed between works was lifted, in token-wei. */
export function closingGross({ ledger, lineage }: Rebuilt, token: Address): ReadonlyMap<Hex, bigint> {
  const gross = new Map<Hex, bigint>()
  for (const entry of ledger.books.entries.values()) if (entry.token === token) gross.set(entry.bucket, entry.gross)
  for (const id of Lineage.order(lineage, lineage.works.keys())) {
    const work = lineage.works.get(id)
    if (work === undefined) continue
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

/** What was paid or lifted of a due already, in token-wei. */
export function paidFor(entry: Books.Entry | undefined, due: Dues.Due): bigint {
  if (entry === undefined) return 0n
  if (due.kind === 'residual') return entry.collected
  return due.kind === 'leaf' ? Books.paidLeaf(entry, due.flow, due.prefix) : (entry.flows.get(due.flow) ?? 0n)
}
