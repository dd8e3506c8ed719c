import { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { shorten } from '../terminal/format.ts'
import type { Session } from './Session.ts'

/** What a work is called and of which kind it is, as far as the store knows its record. */
export type Title = { readonly name: string; readonly kind: string }

/** The title of a work; its short id when the store does not hold its record. */
export async function titleOf({ store }: Pick<Session, 'store'>, id: Hex): Promise<Title> {
  const entry = await store.entry(id)
  const record = entry && (await Store.record(store, entry.record))
  return { name: record?.name ?? shorten(id), kind: record?.tributary.kind ?? 'work' }
}
