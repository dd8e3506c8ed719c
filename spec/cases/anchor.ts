import type { Hex } from 'viem'
import { leafOf, proofOf, rootOf } from '../reference/anchor.ts'
import { Random } from './Random.ts'

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33]

export function cases(): Record<string, unknown[]> {
  return { anchors: SIZES.map(anchor) }
}

/** Every second work has no origin, hence no signature; the others' have 64 or 65 bytes. */
function anchor(size: number): object {
  const random = new Random(`anchor ${size}`)
  const works = Array.from({ length: size }, (_, i) => {
    const work = random.word()
    const signature: Hex = i % 2 === 0 ? '0x' : `${random.word()}${random.word().slice(2)}${i % 4 === 1 ? '1b' : ''}`
    return { work, signature, leaf: leafOf(work, signature) }
  })
  const leaves = works.map(({ leaf }) => leaf)
  return {
    name: `${size} works`,
    works,
    root: rootOf(leaves),
    proofs: leaves.map((_, index) => proofOf(leaves, index)),
  }
}
