import { concat, type Hex, keccak256, toBytes } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Json from './Json.ts'

/** The two kinds of money a work earns: `sales` belongs to the holder's side, `resale` to the creator's. */
export type Kind = 'sales' | 'resale'

/** The kinds in the order of their numbers on chain. */
export const kinds: readonly Kind[] = ['sales', 'resale']

const resaleDomain = keccak256(toBytes('tributary.resale'))

/**
 * Where the ledger keeps a work's money of one kind.
 *
 * @example
 * ```ts
 * import { Bucket } from '@tributary/protocol'
 *
 * const id = '0x9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
 * Bucket.of(id, 'sales') // the id itself
 * ```
 */
export function of(work: Hex, kind: Kind): Hex {
  return kind === 'sales' ? work : keccak256(concat([resaleDomain, work]))
}

/** The number of a kind on chain. */
export function kindToAbi(kind: Kind): number {
  return kinds.indexOf(kind)
}

/** The kind of a number on chain. */
export function kindFromAbi(number: number): Kind {
  return parseKind(number)
}

/** Reads a kind written as a word, in any case, or as its number; absent is `sales`. */
export function parseKind(value: unknown): Kind {
  if (value === undefined) return 'sales'
  const kind = Json.toWord(value, kinds)
  if (kind === undefined) throw new UnknownBucketError({ value })
  return kind
}

/** A call names a bucket no work has. */
export class UnknownBucketError extends BaseError {
  override readonly name = 'Bucket.UnknownBucketError'
  constructor({ value }: { value: unknown }) {
    super(`The bucket is ${String(value)}; it must be sales (0) or resale (1).`)
  }
}
