import { BaseError, Leaf, Tree } from '@tributary/protocol'
import { Cid, Store } from '@tributary/provenance'
import type { Hex } from 'viem'

/** Trees that were read already: building one of a million leaves takes seconds. */
const built = new WeakMap<object, Map<Hex, Tree.Tree>>()

/** Lines that are encoded at once. */
const linesAtOnce = 8192

/** Keeps the leaves of a tree as a file of JSON lines, one a leaf, in the tree's order. */
export async function putTree(store: Store.Store, tree: Tree.Tree): Promise<Store.StoredTree> {
  const { cid, blocks } = await Cid.ofFile(await encode(tree))
  for (const block of blocks) await store.put(block)
  cacheOf(store).set(tree.root, tree)
  return { root: tree.root, cid: cid.toString() }
}

/** Reads a tree back and checks that its leaves lead to its root. */
export async function treeOf(store: Store.Store, { root, cid }: Store.StoredTree): Promise<Tree.Tree> {
  const cached = cacheOf(store).get(root)
  if (cached) return cached
  const bytes = await read(store, cid)
  const tree = await Tree.from(parse(bytes))
  if (tree.root !== root) throw new WrongTreeError({ root, found: tree.root, cid })
  cacheOf(store).set(root, tree)
  return tree
}

function encode(tree: Tree.Tree): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let start = 0; start < tree.size; start += linesAtOnce) {
    let text = ''
    for (let index = start; index < Math.min(start + linesAtOnce, tree.size); index++) {
      text += `${JSON.stringify(Leaf.toJson(Tree.leaf(tree, index)))}\n`
    }
    parts.push(new TextEncoder().encode(text))
  }
  return join(parts)
}

/** One leaf at a time: a million objects would not fit beside everything else. */
function* parse(bytes: Uint8Array): Generator<Leaf.Leaf> {
  const decoder = new TextDecoder()
  for (let start = 0, index = 0; start < bytes.length; index++) {
    const found = bytes.indexOf(10, start)
    const end = found < 0 ? bytes.length : found
    yield Leaf.parse(JSON.parse(decoder.decode(bytes.subarray(start, end))), `leaves[${index}]`)
    start = end + 1
  }
}

async function read(store: Store.Store, cid: string): Promise<Uint8Array> {
  const raw = 0x55
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const { cid: at, bytes } of Store.walk(store, Cid.parse(cid))) {
    if (at.code === raw) parts.push(bytes as Uint8Array<ArrayBuffer>)
  }
  return join(parts)
}

async function join(parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(parts).arrayBuffer())
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
