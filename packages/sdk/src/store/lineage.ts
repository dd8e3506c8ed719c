import { BaseError, Lineage, type Tree, Work } from '@tributary/protocol'
import type { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { treeOf } from './trees.ts'

/** The terms of a work that the store holds, checked against their id; undefined when it holds none. */
export async function workOf(store: Store.Store, id: Hex): Promise<Work.Work | undefined> {
  const entry = await store.entry(id)
  if (entry === undefined) return undefined
  const work = Work.parse(entry.preimage)
  if (Work.id(work) !== id) throw new WrongPreimageError({ id, found: Work.id(work) })
  return work
}

/** All that the store holds of what stands upstream of some works, themselves included. What it lacks is left out. */
export async function lineageOf(store: Store.Store, starts: readonly Hex[]): Promise<Lineage.Lineage> {
  const works = new Map<Hex, Work.Work>()
  const trees = new Map<Hex, Tree.Tree>()
  const waiting = [...starts]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (works.has(id)) continue
    const work = await workOf(store, id)
    if (work === undefined) continue
    works.set(id, work)
    for (const tree of await treesOf(store, id, work)) trees.set(tree.root, tree)
    waiting.push(...Lineage.parents({ works, trees }, work))
  }
  return { works, trees }
}

/** Every work that the store holds, with their trees. */
export async function wholeLineage(store: Store.Store): Promise<Lineage.Lineage> {
  return lineageOf(store, await store.works())
}

async function treesOf(store: Store.Store, id: Hex, work: Work.Work): Promise<Tree.Tree[]> {
  const roots = new Set(work.flows.filter(({ kind }) => kind === 'tree').map(({ to }) => to))
  const stored = (await store.entry(id))?.trees ?? []
  return Promise.all(stored.filter(({ root }) => roots.has(root)).map((tree) => treeOf(store, tree)))
}

/** What the store holds under an id is another work. */
export class WrongPreimageError extends BaseError {
  override readonly name = 'lineage.WrongPreimageError'
  constructor({ id, found }: { id: Hex; found: Hex }) {
    super(`The store holds the work ${found} in the place of ${id}.`, { hint: 'Import the bundle of the work again.' })
  }
}
