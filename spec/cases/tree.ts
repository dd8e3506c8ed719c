import type { Hex } from 'viem'
import { attempt } from '../reference/Refusal.ts'
import { type Leaf, locate, MAX_WEIGHT, type Proof, proofOf, rootFrom, rootOf, totalOf } from '../reference/tree.ts'
import { Random } from './Random.ts'

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129]

export function cases(): Record<string, unknown[]> {
  const trees = [
    ...SIZES.map((size) => [`${size} leaves`, draw(`tree ${size}`, size)] as const),
    ...Object.entries(odd()),
  ]
  return {
    trees: trees.map(([name, leaves]) => {
      const root = attempt(() => rootOf(leaves))
      if ('error' in root) return { name, leaves, error: root.error }
      const total = totalOf(leaves)
      const proofs = indexesOf(leaves.length).map((index) => proven(root.result, leaves, index))
      return { name, leaves, root: root.result, total, proofs }
    }),
    proofs: Object.entries(hostile()).map(([name, claim]) => {
      const { root, leaf, proof } = claim
      const verdict = attempt(() => locate(root, leaf, proof))
      return { name, ...claim, ...('error' in verdict ? verdict : verdict.result) }
    }),
  }
}

type Claim = { root: Hex; leaf: Leaf; proof: Proof }

function proven(root: Hex, leaves: Leaf[], index: number): object {
  const proof = proofOf(leaves, index)
  return { index, proof, prefix: locate(root, leaves[index]!, proof).prefix }
}

/** Both ends, the middle, and where layers are odd. */
function indexesOf(size: number): number[] {
  if (size <= 9) return Array.from({ length: size }, (_, index) => index)
  return [0, 1, Math.floor(size / 2), size - 2, size - 1]
}

function draw(name: string, size: number): Leaf[] {
  const random = new Random(name)
  return Array.from({ length: size }, () => {
    return { kind: random.below(2), to: random.word(), weight: 1n + random.magnitude(96) }
  })
}

function odd(): Record<string, Leaf[]> {
  const [a, b] = draw('odd', 2) as [Leaf, Leaf]
  return {
    'one leaf with all the weight there can be': [{ ...a, weight: MAX_WEIGHT }],
    'weights that add up to the most': [
      { ...a, weight: MAX_WEIGHT - 1n },
      { ...b, weight: 1n },
    ],
    'weights that add up to one more': [
      { ...a, weight: MAX_WEIGHT },
      { ...b, weight: 1n },
    ],
    'the same leaf twice': [a, a],
    'equal weights': Array.from({ length: 5 }, () => ({ ...a, weight: 1n })),
    'no leaves': [],
    'a leaf without weight': [a, { ...b, weight: 0n }],
  }
}

/** What a dishonest claimant or builder would show. */
function hostile(): Record<string, Claim> {
  const leaves = draw('hostile', 5)
  const root = rootOf(leaves)
  const honest = (index: number): Claim => ({ root, leaf: leaves[index]!, proof: proofOf(leaves, index) })
  const { leaf, proof } = honest(2)
  const [first, second, ...rest] = proof.siblings as [Proof['siblings'][0], Proof['siblings'][0]]
  const moved = [{ ...first, weight: first.weight + 1n }, { ...second, weight: second.weight - 1n }, ...rest]
  return {
    honest: honest(2),
    'the odd last leaf': honest(4),
    'a heavier leaf': { root, leaf: { ...leaf, weight: leaf.weight + 1n }, proof },
    'another payee': { root, leaf: { ...leaf, to: root }, proof },
    'another kind': { root, leaf: { ...leaf, kind: 1 - leaf.kind }, proof },
    'no weight': { root, leaf: { ...leaf, weight: 0n }, proof },
    'another place': { root, leaf, proof: { ...proof, path: proof.path ^ 1n } },
    'a path bit above the siblings': { root, leaf, proof: { ...proof, path: proof.path + 8n } },
    'the highest path bit': { root, leaf, proof: { ...proof, path: proof.path + 2n ** 255n } },
    'a sibling too few': { root, leaf, proof: { ...proof, siblings: proof.siblings.slice(1) } },
    'a sibling too many': { root, leaf, proof: { ...proof, siblings: [...proof.siblings, first] } },
    'weight moved between siblings': { root, leaf, proof: { ...proof, siblings: moved } },
    'siblings in the wrong order': { root, leaf, proof: { ...proof, siblings: [second, first, ...rest] } },
    'another root': { root: leaf.to, leaf, proof },
    ...climbing(leaf),
  }
}

/** Roots that commit to proofs of extreme length and weight. */
function climbing(leaf: Leaf): Record<string, Claim> {
  const random = new Random('climbing')
  const siblings = (count: number, weight: bigint): Proof['siblings'] =>
    Array.from({ length: count }, () => ({ hash: random.word(), weight }))
  const claim = (proof: Proof): Claim => ({ root: rootFrom(leaf, proof), leaf, proof })
  return {
    '255 siblings, always right': claim({ path: 2n ** 255n - 1n, siblings: siblings(255, 1n) }),
    '255 siblings without weight': claim({ path: 0n, siblings: siblings(255, 0n) }),
    '256 siblings': claim({ path: 0n, siblings: siblings(256, 1n) }),
    'the highest total': claim({ path: 1n, siblings: siblings(1, MAX_WEIGHT - leaf.weight) }),
    'a total one too high': claim({ path: 1n, siblings: siblings(1, MAX_WEIGHT - leaf.weight + 1n) }),
    'a total far too high': claim({ path: 0n, siblings: siblings(255, MAX_WEIGHT) }),
  }
}
