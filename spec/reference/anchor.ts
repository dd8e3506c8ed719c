/** Anchors: trees of published works, with sorted pairs. See spec/keys.md. */
import { concat, encodeAbiParameters, type Hex, keccak256, toBytes } from 'viem'

export function leafOf(work: Hex, signature: Hex): Hex {
  const types = ['bytes32', 'bytes32', 'bytes32'].map((type) => ({ type }))
  return keccak256(encodeAbiParameters(types, [keccak256(toBytes('tributary.anchor')), work, keccak256(signature)]))
}

export function rootOf(leaves: Hex[]): Hex {
  return leaves.length === 1 ? leaves[0]! : rootOf(above(leaves))
}

export function proofOf(leaves: Hex[], index: number): Hex[] {
  if (leaves.length === 1) return []
  const sibling = leaves[index % 2 === 0 ? index + 1 : index - 1]
  const rest = proofOf(above(leaves), Math.floor(index / 2))
  return sibling === undefined ? rest : [sibling, ...rest]
}

function above(layer: Hex[]): Hex[] {
  const [left, right, ...rest] = layer
  if (left === undefined) return []
  if (right === undefined) return [left]
  return [keccak256(concat([left, right].sort())), ...above(rest)]
}
