import * as reference from '@tributary/spec/reference/anchor'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as arbitrary from '../test/arbitraries.ts'
import { type Case, readVectors } from '../test/vectors.ts'
import * as Anchor from './Anchor.ts'

test.for(readVectors('anchor').anchors ?? [])(
  'R-11: the anchor of $name is that of the vectors',
  ({ works, root, proofs }) => {
    const leaves = (works as Case[]).map(({ work, signature }) => Anchor.leaf({ id: work, signature }))
    const anchor = Anchor.from(leaves)
    expect(leaves).toEqual((works as Case[]).map(({ leaf }) => leaf))
    expect(anchor.root).toBe(root)
    for (const [index, proof] of proofs.entries()) {
      expect(Anchor.proof(anchor, index)).toEqual(proof)
      expect(Anchor.verify({ leaf: leaves[index]!, proof, root })).toBe(true)
    }
  },
)

test('R-11: any anchor has the root and proofs the reference gives it', () => {
  fc.assert(
    fc.property(fc.array(arbitrary.bytes(32), { minLength: 1, maxLength: 40 }), fc.nat(), (leaves, n) => {
      const anchor = Anchor.from(leaves)
      const index = n % leaves.length
      expect(anchor.root).toBe(reference.rootOf(leaves))
      expect(Anchor.proof(anchor, index)).toEqual(reference.proofOf(leaves, index))
    }),
  )
})

test('R-10: a leaf binds the signature, so an old anchor cannot be signed later', () => {
  const id = `0x${'11'.repeat(32)}` as const
  const unsigned = Anchor.from([Anchor.leaf({ id })])
  expect(Anchor.verify({ leaf: Anchor.leaf({ id, signature: '0x1234' }), proof: [], root: unsigned.root })).toBe(false)
})

test('an anchor of nothing and an index outside are refused', () => {
  expect(() => Anchor.from([])).toThrow(/0 leaves/)
  expect(() => Anchor.proof(Anchor.from([`0x${'11'.repeat(32)}`]), 1)).toThrow(/leaves 0 to 0/)
})
