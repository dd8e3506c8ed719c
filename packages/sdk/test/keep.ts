import { type Tree, Work } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { putTree } from '../src/index.ts'

/** Puts a bare work into a store, without any files, and returns its id. */
export async function keep(store: Store.Store, work: Work.Work, trees: readonly Tree.Tree[] = []): Promise<Hex> {
  const id = Work.id(work)
  const stored = await Promise.all(trees.map((tree) => putTree(store, tree)))
  await store.putEntry({
    version: 1,
    work: id,
    preimage: Work.toJson(work),
    record: work.record,
    files: [],
    trees: stored,
  })
  return id
}
