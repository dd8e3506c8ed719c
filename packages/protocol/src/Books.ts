/** What arrived in each bucket and what each payee was paid of it: the storage of the Ledger contract. */
import type { Address, Hex } from 'viem'
import * as Amount from './Amount.ts'
import { BaseError } from './BaseError.ts'
import type * as Flow from './Flow.ts'
import type * as Work from './Work.ts'

/** What one bucket earned of one token and what became of it, in token-wei. */
export type Entry = {
  readonly bucket: Hex
  readonly token: Address
  gross: bigint
  collected: bigint
  /** Paid or lifted, by flow. */
  readonly flows: Map<number, bigint>
  /** Paid or lifted, by `<flow>:<prefix>`. */
  readonly leaves: Map<string, bigint>
}

/** What one address received of one token, in token-wei. */
export type Payout = { readonly token: Address; readonly to: Address; amount: bigint }

/** All that a ledger remembers. */
export type Books = {
  /** By `<token>:<bucket>`. */
  readonly entries: Map<string, Entry>
  /** By `<token>:<recipient>`. */
  readonly payouts: Map<string, Payout>
  /** Paid in from outside, by token in lower case; money lifted from bucket to bucket is not counted again. */
  readonly paidIn: Map<string, bigint>
}

/** The most of a token a bucket earns over its life. */
export const maxGross: bigint = (1n << 128n) - 1n

/**
 * Empty books.
 *
 * @example
 * ```ts
 * import { Books } from '@tributary/protocol'
 *
 * const books = Books.create()
 * const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
 * Books.entryOf(books, `0x${'11'.repeat(32)}`, token).gross // 0n
 * ```
 */
export function create(): Books {
  return { entries: new Map(), payouts: new Map(), paidIn: new Map() }
}

/** The entry of a bucket and token; an empty one is made if there is none. */
export function entryOf(books: Books, bucket: Hex, token: Address): Entry {
  const found = find(books, bucket, token)
  if (found !== undefined) return found
  const made: Entry = { bucket, token, gross: 0n, collected: 0n, flows: new Map(), leaves: new Map() }
  books.entries.set(keyOf(bucket, token), made)
  return made
}

/** The entry of a bucket and token, if any call touched it. */
export function find({ entries }: Books, bucket: Hex, token: Address): Entry | undefined {
  return entries.get(keyOf(bucket, token))
}

/** Adds to a bucket's gross. */
export function credit(books: Books, { bucket, token, amount }: credit.Credit): void {
  const entry = entryOf(books, bucket, token)
  if (entry.gross + amount > maxGross) throw new GrossTooHighError({ gross: entry.gross + amount })
  entry.gross += amount
}

export declare namespace credit {
  type Credit = { readonly bucket: Hex; readonly token: Address; readonly amount: bigint }
}

/** Notes money that came from outside. */
export function receive({ paidIn }: Books, token: Address, amount: bigint): void {
  add(paidIn, token.toLowerCase(), amount)
}

/** Notes money that went outside. */
export function payOut({ payouts }: Books, token: Address, to: Address, amount: bigint): void {
  const key = `${token}:${to}`.toLowerCase()
  const payout = payouts.get(key)
  if (payout === undefined) payouts.set(key, { token, to, amount })
  else payout.amount += amount
}

/** What an address received, in token-wei. */
export function receivedOf({ payouts }: Books, to: Address, token: Address): bigint {
  return payouts.get(`${token}:${to}`.toLowerCase())?.amount ?? 0n
}

/** What a flow to a work or an account is still owed. */
export function owedFlow(entry: Entry, index: number, flow: Flow.Flow): bigint {
  return Amount.flowDue(entry.gross, flow.share) - (entry.flows.get(index) ?? 0n)
}

/** What the residual is still owed. */
export function owedResidual(entry: Entry, work: Work.Work): bigint {
  const shares = work.flows.map(({ share }) => share)
  return Amount.residualDue(entry.gross, shares) - entry.collected
}

/** Notes what a flow was paid or lifted. */
export function addFlow({ flows }: Entry, index: number, amount: bigint): void {
  add(flows, index, amount)
}

/** Notes what a leaf was paid or lifted. */
export function addLeaf({ leaves }: Entry, flow: number, prefix: bigint, amount: bigint): void {
  add(leaves, `${flow}:${prefix}`, amount)
}

/** What a leaf was paid or lifted. */
export function paidLeaf({ leaves }: Entry, flow: number, prefix: bigint): bigint {
  return leaves.get(`${flow}:${prefix}`) ?? 0n
}

function keyOf(bucket: Hex, token: Address): string {
  return `${token}:${bucket}`.toLowerCase()
}

function add<key>(sums: Map<key, bigint>, key: key, amount: bigint): void {
  if (amount !== 0n) sums.set(key, (sums.get(key) ?? 0n) + amount)
}

/** A bucket would earn more than the contracts count. */
export class GrossTooHighError extends BaseError {
  override readonly name = 'Books.GrossTooHighError'
  constructor({ gross }: { gross: bigint }) {
    super(`The gross would be ${gross}; the most is 2^128 - 1.`)
  }
}
