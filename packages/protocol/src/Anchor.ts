import { concat, type Hex, keccak256, toBytes } from 'viem'
import { BaseError } from './BaseError.ts'

/** A published batch of works: one root on chain proves when all of them existed. */
export type Anchor = { readonly root: Hex; readonly layers: readonly (readonly Hex[])[] }

const leafDomain = keccak256(toBytes('tributary.anchor'))

/**
 * The leaf of a work and its signature (`0x` for works without origin). It binds both: else an old anchor of the id
 * alone could be signed later with a leaked key.
 *
 * @example
 * ```ts
 * import { Anchor } from '@tributary/protocol'
 *
 * const id = '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
 * const anchor = Anchor.from([Anchor.leaf({ id })])
 * Anchor.proof(anchor, 0) // []
 * ```
 */
export function leaf({ id, signature = '0x' }: leaf.Signed): Hex {
  return keccak256(concat([leafDomain, id, keccak256(signature)]))
}

export declare namespace leaf {
  type Signed = { readonly id: Hex; readonly signature?: Hex | undefined }
}

/** The tree of a list of leaves: pairs are sorted, an odd last node moves up unchanged. */
export function from(leaves: readonly Hex[]): Anchor {
  if (leaves.length === 0) throw new NoLeavesError()
  const layers = [leaves]
  for (let below = leaves; below.length > 1; ) {
    const layer: Hex[] = []
    for (let left = 0; left < below.length; left += 2) {
      layer.push(left + 1 < below.length ? hashPair(below[left]!, below[left + 1]!) : below[left]!)
    }
    layers.push(layer)
    below = layer
  }
  return { root: layers.at(-1)![0]!, layers }
}

/** The proof of the leaf at an index, from its level up. */
export function proof(anchor: Anchor, index: number): Hex[] {
  const size = anchor.layers[0]!.length
  if (!Number.isInteger(index) || index < 0 || index >= size) throw new NoSuchLeafError({ index, size })
  const siblings = anchor.layers.slice(0, -1).map((layer, level) => layer[(index >> level) ^ 1])
  return siblings.filter((sibling) => sibling !== undefined)
}

/** Whether a proof leads from a leaf to a root. */
export function verify({ leaf, proof, root }: verify.Claim): boolean {
  return proof.reduce(hashPair, leaf) === root
}

export declare namespace verify {
  type Claim = { readonly leaf: Hex; readonly proof: readonly Hex[]; readonly root: Hex }
}

function hashPair(a: Hex, b: Hex): Hex {
  return keccak256(concat(a < b ? [a, b] : [b, a]))
}

/** An anchor of nothing. */
export class NoLeavesError extends BaseError {
  override readonly name = 'Anchor.NoLeavesError'
  constructor() {
    super('The anchor has 0 leaves; the fewest is 1.')
  }
}

/** An index outside the anchor. */
export class NoSuchLeafError extends BaseError {
  override readonly name = 'Anchor.NoSuchLeafError'
  constructor({ index, size }: { index: number; size: number }) {
    super(`The index is ${index}; the anchor has leaves 0 to ${size - 1}.`)
  }
}
