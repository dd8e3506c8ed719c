import { Lineage } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { lineageOf } from './lineage.ts'

/**
 * Throws unless the store holds every work and tree upstream: what reaches an id whose preimage nobody can show is
 * locked for ever. Returns the lineage.
 */
export async function assertPayable(store: Store.Store, works: readonly Hex[]): Promise<Lineage.Lineage> {
  const lineage = await lineageOf(store, works)
  for (const work of works) Lineage.assertComplete(lineage, work)
  return lineage
}
