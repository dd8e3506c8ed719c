import type { Work } from '@tributary/protocol'
import { type Record, Store } from '@tributary/provenance'
import { workOf } from '@tributary/sdk'
import type { Hex } from 'viem'
import type { DraftServices } from './DraftServices.ts'

/** A work that the store holds whole. */
export type Stored = {
  readonly id: Hex
  readonly work: Work.Work
  readonly entry: Store.Entry
  readonly record: Record.Record
}

/** A work of the store; undefined when it does not hold its terms and record. */
export async function findStored({ store }: Pick<DraftServices, 'store'>, id: Hex): Promise<Stored | undefined> {
  const [entry, work] = await Promise.all([store.entry(id), workOf(store, id)])
  const record = entry && (await Store.record(store, entry.record))
  return entry && work && record && { id, work, entry, record }
}

/** The work of this kind whose content has this hash: the data set of a model. */
export async function findByContent(
  services: Pick<DraftServices, 'store'>,
  hash: Hex,
  kind: Record.Kind,
): Promise<Stored | undefined> {
  for (const id of await services.store.find(hash)) {
    const stored = await findStored(services, id)
    if (stored?.record.tributary.kind === kind && stored.record.tributary.content.sha256 === hash) return stored
  }
  return undefined
}
