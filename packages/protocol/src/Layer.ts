/** Rows of nodes of a Merkle-sum tree in typed arrays: the inside of `Tree`. */
import { createKeccak } from 'hash-wasm'
import { bytesToHex, type Hex, hexToBytes, keccak256, toBytes } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Flow from './Flow.ts'
import * as Leaf from './Leaf.ts'

/** One row of nodes: 32 bytes of hash and two words of weight (high, low) each. */
export type Layer = { readonly hashes: Uint8Array; readonly weights: BigUint64Array }

/** Any source of leaves, taken one at a time; one that knows its length saves copying. */
export type Leaves = Iterable<Leaf.Leaf> & { readonly length?: number }

/** Bytes of a hash, and of every field of a preimage. */
export const word = 32

/** The most all weights may add up to. */
export const maxTotal: bigint = (1n << 128n) - 1n

/** The first word of a node's hash. */
export const nodeDomain: Hex = keccak256(toBytes('tributary.node'))

/** Hashes bytes with keccak-256. */
export type Hash = (bytes: Uint8Array) => Uint8Array

/** The fastest keccak there is without native code; a tree of a million leaves takes two million hashes. */
export async function createHash(): Promise<Hash> {
  const hasher = await createKeccak(256)
  return (bytes) => hasher.init().update(bytes).digest('binary')
}

type Rows = { readonly kinds: Uint8Array; readonly payees: Uint8Array; readonly total: bigint; readonly layer: Layer }

/** Takes leaves one at a time, so that whoever reads them from a file need not hold them all. */
export function ofLeaves(leaves: Leaves, keccak: Hash): Rows {
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
  return { kinds: new Uint8Array(size), payees: new Uint8Array(size * word), layer: create(size) }
}

function resize({ kinds, payees, layer }: Omit<Rows, 'total'>, capacity: number, size: number): Omit<Rows, 'total'> {
  const rows = createRows(capacity)
  rows.kinds.set(kinds.subarray(0, size))
  rows.payees.set(payees.subarray(0, size * word))
  rows.layer.hashes.set(layer.hashes.subarray(0, size * word))
  rows.layer.weights.set(layer.weights.subarray(0, size * 2))
  return rows
}

/** The layer above: pairs hashed from left to right, an odd last node moved up unchanged. */
export function above(below: Layer, keccak: Hash): Layer {
  const size = sizeOf(below)
  const layer = create(Math.ceil(size / 2))
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

/** How many nodes a layer has. */
export function sizeOf({ weights }: Layer): number {
  return weights.length / 2
}

function create(size: number): Layer {
  return { hashes: new Uint8Array(size * word), weights: new BigUint64Array(size * 2) }
}

/** The hash of a node. */
export function hashAt(layer: Layer, index: number): Hex {
  return bytesToHex(layer.hashes.subarray(index * word, (index + 1) * word))
}

/** The weight of a node. */
export function weightAt({ weights }: Layer, index: number): bigint {
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

/** The weights add up to more than the contracts count. */
export class TotalTooHighError extends BaseError {
  override readonly name = 'Tree.TotalTooHighError'
  constructor({ total }: { total: bigint }) {
    super(`The weights add up to ${total}; the most is 2^128 - 1.`, { hint: 'Use a coarser unit of weight.' })
  }
}
