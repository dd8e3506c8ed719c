/** Merkle-sum trees, as objects that know their children. See spec/tree.md. */
import { encodeAbiParameters, type Hex, keccak256, toBytes } from 'viem'
import { Refusal } from './Refusal.ts'

export type Leaf = { kind: number; to: Hex; weight: bigint }
export type Sibling = { hash: Hex; weight: bigint }
export type Proof = { path: bigint; siblings: Sibling[] }

/** A node and the leaves under it. */
type Node = { hash: Hex; weight: bigint; leaves: Leaf[]; children?: [Node, Node] }

export const MAX_WEIGHT: bigint = 2n ** 128n - 1n

export function totalOf(leaves: Leaf[]): bigint {
  return leaves.map(({ weight }) => weight).reduce((sum, weight) => sum + weight, 0n)
}

export function rootOf(leaves: Leaf[]): Hex {
  return rootHash(topOf(leaves))
}

export function proofOf(leaves: Leaf[], index: number): Proof {
  return descend(topOf(leaves), index)
}

/** The weights to the left of a leaf, and of all leaves; refuses unless the proof leads to the root. */
export function locate(root: Hex, leaf: Leaf, proof: Proof): { prefix: bigint; total: bigint } {
  if (leaf.weight === 0n) throw new Refusal('ZeroWeight')
  if (proof.siblings.length > 255) throw new Refusal('ProofTooLong')
  if (proof.path >= 2n ** BigInt(proof.siblings.length)) throw new Refusal('UnusedPathBits')
  const { top, prefix } = climb(leaf, proof)
  if (top.weight > MAX_WEIGHT) throw new Refusal('TotalTooHigh')
  if (rootHash(top) !== root) throw new Refusal('NotInTree')
  return { prefix, total: top.weight }
}

/** The root to which a proof leads, whether or not anybody built that tree. */
export function rootFrom(leaf: Leaf, proof: Proof): Hex {
  return rootHash(climb(leaf, proof).top)
}

function climb(leaf: Leaf, proof: Proof): { top: Sibling; prefix: bigint } {
  let top: Sibling = { hash: leafHash(leaf), weight: leaf.weight }
  let prefix = 0n
  for (const [level, sibling] of proof.siblings.entries()) {
    const isRight = (proof.path / 2n ** BigInt(level)) % 2n === 1n
    top = isRight ? join(sibling, top) : join(top, sibling)
    if (isRight) prefix += sibling.weight
  }
  return { top, prefix }
}

function topOf(leaves: Leaf[]): Node {
  if (leaves.length === 0) throw new Refusal('NoLeaves')
  if (leaves.some(({ weight }) => weight === 0n)) throw new Refusal('ZeroWeight')
  if (totalOf(leaves) > MAX_WEIGHT) throw new Refusal('TotalTooHigh')
  return pairUp(leaves.map((leaf) => ({ hash: leafHash(leaf), weight: leaf.weight, leaves: [leaf] })))
}

/** Pairs a layer from left to right until one node is left; an odd last node moves up unchanged. */
function pairUp(layer: Node[]): Node {
  const [first] = layer
  if (layer.length === 1) return first!
  const above: Node[] = []
  for (let i = 0; i < layer.length; i += 2) {
    const [left, right] = [layer[i]!, layer[i + 1]]
    if (right === undefined) above.push(left)
    else above.push({ ...join(left, right), leaves: [...left.leaves, ...right.leaves], children: [left, right] })
  }
  return pairUp(above)
}

/** The proof of the index-th leaf under a node: that within the child that holds it, and then the other child. */
function descend(node: Node, index: number): Proof {
  if (node.children === undefined) return { path: 0n, siblings: [] }
  const [left, right] = node.children
  const isRight = index >= left.leaves.length
  const inner = isRight ? descend(right, index - left.leaves.length) : descend(left, index)
  const { hash, weight } = isRight ? left : right
  const bit = isRight ? 2n ** BigInt(inner.siblings.length) : 0n
  return { path: inner.path + bit, siblings: [...inner.siblings, { hash, weight }] }
}

function leafHash({ kind, to, weight }: Leaf): Hex {
  const types = ['bytes32', 'uint8', 'bytes32', 'uint128'].map((type) => ({ type }))
  return keccak256(encodeAbiParameters(types, [name('tributary.leaf'), kind, to, weight]))
}

function join(left: Sibling, right: Sibling): Sibling {
  const types = ['bytes32', 'bytes32', 'uint256', 'bytes32', 'uint256'].map((type) => ({ type }))
  const values = [name('tributary.node'), left.hash, left.weight, right.hash, right.weight]
  return { hash: keccak256(encodeAbiParameters(types, values)), weight: left.weight + right.weight }
}

function rootHash({ hash, weight }: Sibling): Hex {
  const types = ['bytes32', 'bytes32', 'uint256'].map((type) => ({ type }))
  return keccak256(encodeAbiParameters(types, [name('tributary.root'), hash, weight]))
}

function name(text: string): Hex {
  return keccak256(toBytes(text))
}
