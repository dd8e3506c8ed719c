/**
 * Merkle-sum trees: a node commits to its children's hashes and weights, so that a leaf's proof also proves its
 * **prefix**, the weights to its left. Prefix intervals of leaves that verify are disjoint whatever the tree, which is
 * why the ledger keys what it paid by the prefix.
 *
 * Layers are paired left to right and an odd last node moves up unchanged. A million leaves stand in typed arrays,
 * since a million node objects would not fit beside everything else.
 */
import { createKeccak } from 'hash-wasm'
import { bytesToHex, concat, type Hex, hexToBytes, keccak256, numberToHex, toBytes } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Flow from './Flow.ts'
import * as Json from './Json.ts'
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
  readonly layers: readonly Layer[]
}

/** One row of nodes: 32 bytes of hash and two words of weight (high, low) each. */
export type Layer = { readonly hashes: Uint8Array; readonly weights: BigUint64Array }

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

/** The most all weights may add up to. */
export const maxTotal: bigint = (1n << 128n) - 1n

const nodeDomain = keccak256(toBytes('tributary.node'))
const rootDomain = keccak256(toBytes('tributary.root'))
const word = 32

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
export async function from(leaves: from.Leaves): Promise<Tree> {
  const keccak = await createHash()
  const { kinds, payees, layer, total } = hashLeaves(leaves, keccak)
  if (kinds.length === 0) throw new NoLeavesError()
  const layers = [layer]
  for (let below = layer; below.weights.length > 2; ) {
    below = hashPairs(below, keccak)
    layers.push(below)
  }
  const root = hashRoot(hashAt(layers.at(-1)!, 0), total)
  return { root, total, size: kinds.length, kinds, payees, layers }
}

export declare namespace from {
  /** Any source of leaves, taken one at a time; one that knows its length saves copying. */
  type Leaves = Iterable<Leaf.Leaf> & { readonly length?: number }
}

/** The leaf at an index. */
export function leaf(tree: Tree, index: number): Leaf.Leaf {
  assertIndex(tree, index)
  const to = bytesToHex(tree.payees.subarray(index * word, (index + 1) * word))
  return { kind: Flow.kindFromAbi(tree.kinds[index]!) as Leaf.Kind, to, weight: weightAt(tree.layers[0]!, index) }
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
    if (beside * 2 < layer.weights.length) {
      if (beside < at) path |= 1n << BigInt(siblings.length)
      siblings.push({ hash: hashAt(layer, beside), weight: weightAt(layer, beside) })
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
    if (total > maxTotal) throw new TotalTooHighError({ total })
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

type Hash = (bytes: Uint8Array) => Uint8Array

async function createHash(): Promise<Hash> {
  const hasher = await createKeccak(256)
  return (bytes) => hasher.init().update(bytes).digest('binary')
}

type Rows = Pick<Tree, 'kinds' | 'payees' | 'total'> & { readonly layer: Layer }

/** Takes leaves one at a time, so that whoever reads them from a file need not hold them all. */
function hashLeaves(leaves: from.Leaves, keccak: Hash): Rows {
  const preimage = new Uint8Array(4 * word)
  preimage.set(hexToBytes(Leaf.domain))
  const view = new DataView(preimage.buffer)
  let rows = createRows(leaves.length ?? 64)
  let [size, total] = [0, 0n]
  for (const leaf of leaves) {
    Leaf.validate(leaf, `leaves[${size}]`)
    total += leaf.weight
    if (total > maxTotal) throw new TotalTooHighError({ total })
    if (size === rows.kinds.length) rows = resize(rows, 2 * size + 1, size)
    const { kinds, payees, layer } = rows
    kinds[size] = Flow.kindToAbi(leaf.kind)
    writeHex(payees, size * word, leaf.to)
    setWeight(layer, size, leaf.weight)
    preimage[2 * word - 1] = kinds[size]!
    preimage.set(payees.subarray(size * word, (size + 1) * word), 2 * word)
    writeWeight(view, 3 * word, layer, size)
    layer.hashes.set(keccak(preimage), size * word)
    size++
  }
  return { ...(size === rows.kinds.length ? rows : resize(rows, size, size)), total }
}

function createRows(size: number): Omit<Rows, 'total'> {
  return { kinds: new Uint8Array(size), payees: new Uint8Array(size * word), layer: createLayer(size) }
}

function resize({ kinds, payees, layer }: Omit<Rows, 'total'>, capacity: number, size: number): Omit<Rows, 'total'> {
  const rows = createRows(capacity)
  rows.kinds.set(kinds.subarray(0, size))
  rows.payees.set(payees.subarray(0, size * word))
  rows.layer.hashes.set(layer.hashes.subarray(0, size * word))
  rows.layer.weights.set(layer.weights.subarray(0, size * 2))
  return rows
}

function hashPairs(below: Layer, keccak: Hash): Layer {
  const size = below.weights.length / 2
  const layer = createLayer(Math.ceil(size / 2))
  const preimage = new Uint8Array(5 * word)
  preimage.set(hexToBytes(nodeDomain))
  const view = new DataView(preimage.buffer)
  for (let left = 0; left + 1 < size; left += 2) {
    preimage.set(below.hashes.subarray(left * word, (left + 1) * word), word)
    writeWeight(view, 2 * word, below, left)
    preimage.set(below.hashes.subarray((left + 1) * word, (left + 2) * word), 3 * word)
    writeWeight(view, 4 * word, below, left + 1)
    layer.hashes.set(keccak(preimage), (left / 2) * word)
    setWeight(layer, left / 2, weightAt(below, left) + weightAt(below, left + 1))
  }
  if (size % 2 === 1) {
    layer.hashes.set(below.hashes.subarray((size - 1) * word), ((size - 1) / 2) * word)
    setWeight(layer, (size - 1) / 2, weightAt(below, size - 1))
  }
  return layer
}

function hashNode(left: Sibling, right: Sibling): Hex {
  const [leftWeight, rightWeight] = [left, right].map(({ weight }) => numberToHex(weight, { size: word }))
  return keccak256(concat([nodeDomain, left.hash, leftWeight!, right.hash, rightWeight!]))
}

function hashRoot(top: Hex, total: bigint): Hex {
  return keccak256(concat([rootDomain, top, numberToHex(total, { size: word })]))
}

function createLayer(size: number): Layer {
  return { hashes: new Uint8Array(size * word), weights: new BigUint64Array(size * 2) }
}

function hashAt(layer: Layer, index: number): Hex {
  return bytesToHex(layer.hashes.subarray(index * word, (index + 1) * word))
}

function weightAt({ weights }: Layer, index: number): bigint {
  return (weights[2 * index]! << 64n) | weights[2 * index + 1]!
}

function setWeight({ weights }: Layer, index: number, weight: bigint): void {
  weights[2 * index] = weight >> 64n
  weights[2 * index + 1] = BigInt.asUintN(64, weight)
}

/** The upper 16 bytes of the word stay zero: a weight has 128 bits. */
function writeWeight(view: DataView, offset: number, { weights }: Layer, index: number): void {
  view.setBigUint64(offset + 16, weights[2 * index]!)
  view.setBigUint64(offset + 24, weights[2 * index + 1]!)
}

/** Writes 32 bytes of checked hex. A digit's low four bits are its value, a letter's are 9 less. */
function writeHex(bytes: Uint8Array, offset: number, hex: Hex): void {
  for (let i = 0; i < word; i++) {
    const [high, low] = [hex.charCodeAt(2 * i + 2), hex.charCodeAt(2 * i + 3)]
    bytes[offset + i] = (((high & 15) + 9 * (high >> 6)) << 4) | ((low & 15) + 9 * (low >> 6))
  }
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

/** The weights add up to more than the contracts count. */
export class TotalTooHighError extends BaseError {
  override readonly name = 'Tree.TotalTooHighError'
  constructor({ total }: { total: bigint }) {
    super(`The weights add up to ${total}; the most is 2^128 - 1.`, { hint: 'Use a coarser unit of weight.' })
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
