/**
 * Merkle-sum trees: a node commits to its children's hashes and weights, so that a leaf's proof also proves its
 * **prefix**, the weights to its left. Prefix intervals of leaves that verify are disjoint whatever the tree, which is
 * why the ledger keys what it paid by the prefix.
 *
 * Layers are paired left to right and an odd last node moves up unchanged. A million leaves stand in typed arrays,
 * since a million node objects would not fit beside everything else.
 */
import { bytesToHex, concat, type Hex, hexToBytes, keccak256, numberToHex, toBytes } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Flow from './Flow.ts'
import * as Json from './Json.ts'
import * as Layer from './Layer.ts'
import * as Leaf from './Leaf.ts'

/** A built tree. Made by `from` only, so its root always belongs to its leaves. */
export type Tree = {
  readonly root: Hex
  /** All weights together; at most 2^128 - 1. */
  readonly total: bigint
  /** How many leaves. */
  readonly size: number
  readonly kinds: Uint8Array
  readonly payees: Uint8Array
  /** From the leaves up to the single top node. */
  readonly layers: readonly Layer.Layer[]
}

/** The node beside a proof's own at one level. */
export type Sibling = { readonly hash: Hex; readonly weight: bigint }

/** What shows that a leaf is in a tree, from the leaf's level up. */
export type Proof = {
  /** Bit i is 1 if the proof's own node is the right child at level i. */
  readonly path: bigint
  readonly siblings: readonly Sibling[]
}

/** A proof as JSON files and `--json` write it. */
export type JsonProof = { readonly path: string; readonly siblings: readonly { hash: Hex; weight: string }[] }

/** The most levels a proof may climb, since its path is one word. */
export const maxLevels = 255

const rootDomain = keccak256(toBytes('tributary.root'))
const { word } = Layer

/**
 * Builds the tree of a list of leaves, in their order.
 *
 * @example
 * ```ts
 * import { Account, Leaf, Tree } from '@tributary/protocol'
 *
 * const artist = Account.from({ address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' })
 * const tree = await Tree.from([Leaf.toAccount(artist, 3n)])
 * Tree.verify({ root: tree.root, leaf: Tree.leaf(tree, 0), proof: Tree.proof(tree, 0) }) // { prefix: 0n, total: 3n }
 * ```
 */
export async function from(leaves: Layer.Leaves): Promise<Tree> {
  const keccak = await Layer.createHash()
  const { kinds, payees, layer, total } = Layer.ofLeaves(leaves, keccak)
  if (kinds.length === 0) throw new NoLeavesError()
  const layers = [layer]
  for (let below = layer; Layer.sizeOf(below) > 1; ) {
    below = Layer.above(below, keccak)
    layers.push(below)
  }
  const root = hashRoot(Layer.hashAt(layers.at(-1)!, 0), total)
  return { root, total, size: kinds.length, kinds, payees, layers }
}

/** The leaf at an index. */
export function leaf(tree: Tree, index: number): Leaf.Leaf {
  assertIndex(tree, index)
  const to = bytesToHex(tree.payees.subarray(index * word, (index + 1) * word))
  return { kind: Flow.kindFromAbi(tree.kinds[index]!) as Leaf.Kind, to, weight: Layer.weightAt(tree.layers[0]!, index) }
}

/** All leaves, in order. */
export function* leaves(tree: Tree): Generator<Leaf.Leaf> {
  for (let index = 0; index < tree.size; index++) yield leaf(tree, index)
}

/** The indexes at which a payee stands. */
export function find(tree: Tree, payee: Pick<Leaf.Leaf, 'kind' | 'to'>): number[] {
  const kind = Flow.kindToAbi(payee.kind)
  const to = hexToBytes(payee.to)
  const found: number[] = []
  for (let index = 0; index < tree.size; index++) {
    const isSame = tree.kinds[index] === kind && to.every((byte, i) => byte === tree.payees[index * word + i])
    if (isSame) found.push(index)
  }
  return found
}

/** The proof of the leaf at an index. */
export function proof(tree: Tree, index: number): Proof {
  assertIndex(tree, index)
  const siblings: Sibling[] = []
  let path = 0n
  let at = index
  for (const layer of tree.layers.slice(0, -1)) {
    const beside = at ^ 1
    if (beside < Layer.sizeOf(layer)) {
      if (beside < at) path |= 1n << BigInt(siblings.length)
      siblings.push({ hash: Layer.hashAt(layer, beside), weight: Layer.weightAt(layer, beside) })
    }
    at >>= 1
  }
  return { path, siblings }
}

/** The weights to the left of a leaf. */
export function prefix(tree: Tree, index: number): bigint {
  return prefixOf(proof(tree, index))
}

/**
 * Checks that a leaf is in the tree of a root; throws if it is not.
 *
 * - Source: `spec/tree.md`, R-6. Twin of `SumTree` in Solidity; both replay `spec/vectors/tree.json`.
 */
export function verify(claim: verify.Claim): verify.ReturnType {
  const { leaf, proof, root } = claim
  if (proof.siblings.length > maxLevels) throw new ProofTooLongError({ levels: proof.siblings.length })
  if (proof.path >> BigInt(proof.siblings.length) !== 0n) throw new UnusedPathBitsError({ path: proof.path })
  let hash = Leaf.hash(leaf)
  let total = leaf.weight
  for (const [level, sibling] of proof.siblings.entries()) {
    const own = { hash, weight: total }
    hash = isRight(proof, level) ? hashNode(sibling, own) : hashNode(own, sibling)
    total += Json.toUint(sibling.weight, 128, `siblings[${level}].weight`)
    if (total > Layer.maxTotal) throw new Layer.TotalTooHighError({ total })
  }
  const reached = hashRoot(hash, total)
  if (reached !== root.toLowerCase()) throw new NotInTreeError({ reached, root })
  return { prefix: prefixOf(proof), total }
}

export declare namespace verify {
  type Claim = { readonly leaf: Leaf.Leaf; readonly proof: Proof; readonly root: Hex }
  type ReturnType = {
    /** The weights to the left of the leaf. */
    readonly prefix: bigint
    /** All weights together. */
    readonly total: bigint
  }
}

/** Reads a proof from JSON. */
export function parseProof(value: unknown, name = 'proof'): Proof {
  const fields = Json.toObject(value, name)
  const siblings = Json.toArray(fields.siblings, `${name}.siblings`).map((sibling, level) => {
    const { hash, weight } = Json.toObject(sibling, `${name}.siblings[${level}]`)
    return {
      hash: Json.toBytes(hash, word, `${name}.siblings[${level}].hash`),
      weight: Json.toUint(weight, 128, `${name}.siblings[${level}].weight`),
    }
  })
  return { path: Json.toUint(fields.path, 256, `${name}.path`), siblings }
}

/** The proof as JSON files and `--json` write it. */
export function proofToJson(proof: Proof): JsonProof {
  return { path: `${proof.path}`, siblings: proof.siblings.map(({ hash, weight }) => ({ hash, weight: `${weight}` })) }
}

function hashNode(left: Sibling, right: Sibling): Hex {
  const [leftWeight, rightWeight] = [left, right].map(({ weight }) => numberToHex(weight, { size: word }))
  return keccak256(concat([Layer.nodeDomain, left.hash, leftWeight!, right.hash, rightWeight!]))
}

function hashRoot(top: Hex, total: bigint): Hex {
  return keccak256(concat([rootDomain, top, numberToHex(total, { size: word })]))
}

function isRight(proof: Proof, level: number): boolean {
  return ((proof.path >> BigInt(level)) & 1n) === 1n
}

function prefixOf(proof: Proof): bigint {
  return proof.siblings.reduce((sum, { weight }, level) => (isRight(proof, level) ? sum + weight : sum), 0n)
}

function assertIndex(tree: Tree, index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= tree.size) throw new NoSuchLeafError({ index, size: tree.size })
}

/** A tree of nobody. */
export class NoLeavesError extends BaseError {
  override readonly name = 'Tree.NoLeavesError'
  constructor() {
    super('The tree has 0 leaves; the fewest is 1.')
  }
}

/** An index outside the tree. */
export class NoSuchLeafError extends BaseError {
  override readonly name = 'Tree.NoSuchLeafError'
  constructor({ index, size }: { index: number; size: number }) {
    super(`The index is ${index}; the tree has leaves 0 to ${size - 1}.`)
  }
}

/** A proof climbs higher than its path can say. */
export class ProofTooLongError extends BaseError {
  override readonly name = 'Tree.ProofTooLongError'
  constructor({ levels }: { levels: number }) {
    super(`The proof has ${levels} siblings; the most is ${maxLevels}.`)
  }
}

/** A path says left or right at levels that do not exist, so one leaf would have many proofs. */
export class UnusedPathBitsError extends BaseError {
  override readonly name = 'Tree.UnusedPathBitsError'
  constructor({ path }: { path: bigint }) {
    super(`The path is ${path}; its bits above the last sibling must be 0.`)
  }
}

/** A proof leads elsewhere. */
export class NotInTreeError extends BaseError {
  override readonly name = 'Tree.NotInTreeError'
  constructor({ reached, root }: { reached: Hex; root: Hex }) {
    super(`The proof leads to the root ${reached}; it must lead to ${root}.`, {
      hint: 'The leaf, its weight or its proof belongs to another tree.',
    })
  }
}
