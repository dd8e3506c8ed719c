import * as reference from '@tributary/spec/reference/tree'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { type Case, readVectors, reasonOf, word } from '../test/vectors.ts'
import * as Leaf from './Leaf.ts'
import * as Tree from './Tree.ts'

const { trees = [], proofs = [] } = readVectors('tree')
const parseAll = (leaves: Case[]) => leaves.map((leaf) => Leaf.parse(leaf))

describe('R-11: trees have the roots and proofs of the vectors', () => {
  test.for(trees.filter(({ error }) => error === undefined))('$name', async ({ leaves, root, total, proofs }) => {
    const tree = await Tree.from(parseAll(leaves))
    expect({ root: tree.root, total: tree.total, size: tree.size }).toEqual({
      root,
      total: BigInt(total),
      size: leaves.length,
    })
    for (const { index, proof, prefix } of proofs) {
      expect(Tree.proofToJson(Tree.proof(tree, index))).toEqual(proof)
      expect(Tree.prefix(tree, index)).toBe(BigInt(prefix))
      expect(Tree.leaf(tree, index)).toEqual(Leaf.parse(leaves[index]))
    }
  })

  test.for(trees.filter(({ error }) => error !== undefined))('$name is refused', async ({ leaves, error }) => {
    const refusal: unknown = await Promise.resolve()
      .then(() => Tree.from(parseAll(leaves)))
      .catch((thrown: unknown) => thrown)
    expect(
      reasonOf(() => {
        throw refusal
      }),
    ).toBe(error)
  })
})

describe('R-6, R-11: proofs are judged as by the vectors', () => {
  test.for(proofs)('$name', ({ root, leaf, proof, error, prefix, total }) => {
    const verify = () =>
      Tree.verify({
        root,
        leaf: { ...Leaf.parse({ ...leaf, weight: 1 }), weight: BigInt(leaf.weight) },
        proof: Tree.parseProof(proof),
      })
    if (error === undefined) expect(verify()).toEqual({ prefix: BigInt(prefix), total: BigInt(total) })
    else expect(reasonOf(verify)).toBe(error)
  })
})

test('R-11: any tree has the root and the proofs the reference gives it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary.leaf, { minLength: 1, maxLength: 70 }), fc.nat(), async (leaves, n) => {
      const plain = leaves.map(Leaf.toAbi) as reference.Leaf[]
      const index = n % leaves.length
      const tree = await Tree.from(leaves)
      expect(tree.root).toBe(reference.rootOf(plain))
      expect(Tree.proof(tree, index)).toEqual(reference.proofOf(plain, index))
      expect(Tree.verify({ root: tree.root, leaf: leaves[index]!, proof: Tree.proof(tree, index) })).toEqual(
        reference.locate(tree.root, plain[index]!, reference.proofOf(plain, index)),
      )
    }),
  )
})

test('R-6: the prefix intervals of all leaves tile the total', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary.leaf, { minLength: 1, maxLength: 40 }), async (leaves) => {
      const tree = await Tree.from(leaves)
      let end = 0n
      for (const [index, leaf] of leaves.entries()) {
        expect(Tree.prefix(tree, index)).toBe(end)
        end += leaf.weight
      }
      expect(end).toBe(tree.total)
    }),
  )
})

test('R-6: a proof with anything changed leads elsewhere', async () => {
  const size = 13
  const leaves = Array.from({ length: size }, (_, i) => Leaf.toAccount(BigInt(i + 1), BigInt(i + 1)))
  const tree = await Tree.from(leaves)
  const change = fc.record({
    index: fc.nat(size - 1),
    level: fc.nat(3),
    hash: arbitrary.bytes(32),
    weight: arbitrary.uint(64),
  })
  fc.assert(
    fc.property(change, ({ index, level, hash, weight }) => {
      const { root } = tree
      const [leaf, proof] = [leaves[index]!, Tree.proof(tree, index)]
      const at = level % proof.siblings.length
      const siblings = proof.siblings.map((sibling, i) => (i === at ? { hash, weight } : sibling))
      const flipped = { ...proof, path: proof.path ^ (1n << BigInt(at)) }
      expect(reasonOf(() => Tree.verify({ root, leaf, proof: { ...proof, siblings } }))).toBe('NotInTree')
      expect(reasonOf(() => Tree.verify({ root, leaf, proof: flipped }))).toBe('NotInTree')
      expect(reasonOf(() => Tree.verify({ root, leaf: { ...leaf, weight: leaf.weight + 1n + weight }, proof }))).toBe(
        'NotInTree',
      )
    }),
  )
})

test('a payee is found wherever it stands', async () => {
  const [a, b] = [Leaf.toAccount(1n, 5n), Leaf.toWork(word(1), 5n)]
  const tree = await Tree.from([a, b, a])
  expect(Tree.find(tree, a)).toEqual([0, 2])
  expect(Tree.find(tree, b)).toEqual([1])
  expect(Tree.find(tree, Leaf.toAccount(2n, 1n))).toEqual([])
  expect([...Tree.leaves(tree)]).toEqual([a, b, a])
})

test('an index outside the tree is refused', async () => {
  const tree = await Tree.from([Leaf.toAccount(1n, 5n)])
  for (const index of [-1, 1, 0.5, Number.NaN]) expect(() => Tree.proof(tree, index)).toThrow(/leaves 0 to 0/)
})

test('a leaf to a tree is refused', () => {
  expect(() => Leaf.parse({ kind: 2, to: word(1), weight: 1 })).toThrow(/leads to a tree/)
})
