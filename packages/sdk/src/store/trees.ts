import { BaseError, Leaf, Tree } from '@tributary/protocol'
import { Cid, Store } from '@tributary/provenance'
import type { Hex } from 'viem'

/** Trees that were read already: building one of a million leaves takes seconds. */
const built = new WeakMap<object, Map<Hex, Tree.Tree>>()

/** Keeps the leaves of a tree as a JSON file, in the form that `tributary tree` reads. */
export async function putTree(store: Store.Store, tree: Tree.Tree): Promise<Store.StoredTree> {
  const leaves = [...Tree.leaves(tree)].map(Leaf.toJson)
  const bytes = new TextEncoder().encode(JSON.stringify({ leaves }))
  const { cid, blocks } = await Cid.ofFile(bytes)
  for (const block of blocks) await store.put(block)
  cacheOf(store).set(tree.root, tree)
  return { root: tree.root, cid: cid.toString() }
}

/** Reads a tree back and checks that its leaves lead to its root. */
export async function treeOf(store: Store.Store, { root, cid }: Store.StoredTree): Promise<Tree.Tree> {
  const cached = cacheOf(store).get(root)
  if (cached) return cached
  const { leaves } = JSON.parse(new TextDecoder().decode(await read(store, cid))) as { leaves: unknown[] }
  const tree = await Tree.from(leaves.map((leaf, index) => Leaf.parse(leaf, `leaves[${index}]`)))
  if (tree.root !== root) throw new WrongTreeError({ root, found: tree.root, cid })
  cacheOf(store).set(root, tree)
  return tree
}

async function read(store: Store.Store, cid: string): Promise<Uint8Array> {
  const raw = 0x55
  const parts: Uint8Array[] = []
  for await (const block of Store.walk(store, Cid.parse(cid))) if (block.cid.code === raw) parts.push(block.bytes)
  return new Uint8Array(await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer())
}

function cacheOf(store: Store.Store): Map<Hex, Tree.Tree> {
  const cache = built.get(store) ?? new Map<Hex, Tree.Tree>()
  built.set(store, cache)
  return cache
}

/** A file of leaves belongs to another tree. */
export class WrongTreeError extends BaseError {
  override readonly name = 'trees.WrongTreeError'
  constructor({ root, found, cid }: { root: Hex; found: Hex; cid: string }) {
    super(`The leaves at ${cid} lead to the root ${found}; they must lead to ${root}.`, {
      hint: 'Import the leaves again from the studio that published the work.',
    })
  }
}
