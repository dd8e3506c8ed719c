import { concat, type Hex, keccak256, numberToHex, toBytes } from 'viem'
import * as Account from './Account.ts'
import { BaseError } from './BaseError.ts'
import * as Flow from './Flow.ts'
import * as Json from './Json.ts'

/** Whom a leaf of a contribution tree pays: a work's sales or an account. */
export type Kind = Exclude<Flow.Kind, 'tree'>

/** One payee of a contribution tree and its weight among all. */
export type Leaf = {
  readonly kind: Kind
  /** A work id or an account as 32 bytes, after `kind`. */
  readonly to: Hex
  /** From 1 to 2^128 - 1. */
  readonly weight: bigint
}

/** A leaf as the contracts take it. */
export type AbiLeaf = { readonly kind: number; readonly to: Hex; readonly weight: bigint }

/** A leaf as JSON files and `--json` write it. */
export type JsonLeaf = { readonly kind: Kind; readonly to: Hex; readonly weight: string }

/** Somebody who contributed, with a weight in any unit common to all of them. */
export type Contributor = {
  readonly kind?: Kind | undefined
  readonly to: Hex
  /** A positive integer, or a positive decimal as a string (`0.35`). */
  readonly weight: bigint | number | string
}

/** The most a leaf weighs. */
const maxWeight = (1n << 128n) - 1n

/** The first word of a leaf's hash. */
export const domain: Hex = keccak256(toBytes('tributary.leaf'))

/**
 * A leaf that pays an account.
 *
 * @example
 * ```ts
 * import { Account, Leaf } from '@tributary/protocol'
 *
 * const artist = Account.from({ address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' })
 * Leaf.hash(Leaf.toAccount(artist, 12n)) // 32 bytes
 * ```
 */
export function toAccount(account: Account.Account, weight: bigint): Leaf {
  return { kind: 'account', to: Account.toBytes32(account), weight }
}

/** A leaf that pays a work's sales, and through them everyone that work owes. */
export function toWork(id: Hex, weight: bigint): Leaf {
  return { kind: 'work', to: id, weight }
}

/** Throws unless the leaf can stand in a tree. */
export function validate(leaf: Leaf, name = 'leaf'): void {
  const { kind, to, weight } = leaf
  if (Flow.kindToAbi(kind) > 1) throw new WrongKindError({ name })
  if (!Json.isBytes(to, 32)) Json.toBytes(to, 32, `${name}.to`)
  if (weight === 0n) throw new ZeroWeightError({ name })
  if (typeof weight !== 'bigint' || weight < 0n || weight > maxWeight) Json.toUint(weight, 128, `${name}.weight`)
}

/** The hash of a leaf, in its own domain so that no inner node can be shown as one. */
export function hash(leaf: Leaf): Hex {
  validate(leaf)
  const { kind, to, weight } = leaf
  return keccak256(
    concat([domain, numberToHex(Flow.kindToAbi(kind), { size: 32 }), to, numberToHex(weight, { size: 32 })]),
  )
}

/**
 * The leaves of a list of contributors, pro rata to their weights.
 *
 * The same contributions give the same leaves however they were listed: entries of one payee are added up, payees are
 * sorted, and weights are integers without a common divisor.
 */
export function proRata(contributors: readonly Contributor[]): Leaf[] {
  const weights = contributors.map(({ weight }, index) => toDecimal(weight, `contributors[${index}].weight`))
  const decimals = Math.max(0, ...new Set(weights.map(({ decimals }) => decimals)))
  const merged = new Map<string, Leaf>()
  for (const [index, { kind = 'account', to }] of contributors.entries()) {
    const { digits, decimals: own } = weights[index]!
    const leaf = { kind, to: to.toLowerCase() as Hex, weight: digits * 10n ** BigInt(decimals - own) }
    validate(leaf, `contributors[${index}]`)
    const key = `${kind}:${leaf.to}`
    merged.set(key, { ...leaf, weight: leaf.weight + (merged.get(key)?.weight ?? 0n) })
  }
  const divisor = [...merged.values()].reduce((gcd, { weight }) => greatestCommonDivisor(gcd, weight), 0n)
  return [...merged.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, leaf]) => ({ ...leaf, weight: leaf.weight / divisor }))
}

/** Reads a leaf from JSON. */
export function parse(value: unknown, name = 'leaf'): Leaf {
  const fields = Json.toObject(value, name)
  const kind = Flow.parseKind(fields.kind ?? 'account') as Kind
  const to =
    kind === 'account' ? Account.parseBytes32(fields.to, `${name}.to`) : Json.toBytes(fields.to, 32, `${name}.to`)
  const leaf = { kind, to, weight: Json.toUint(fields.weight, 128, `${name}.weight`) }
  validate(leaf, name)
  return leaf
}

/** Reads contributors from JSON: `{ to | address | account | work, weight }` each. */
export function parseContributors(value: unknown): Contributor[] {
  return Json.toArray(value, 'contributors').map((contributor, index) => {
    const fields = Json.toObject(contributor, `contributors[${index}]`)
    const kind = fields.work === undefined ? (Flow.parseKind(fields.kind ?? 'account') as Kind) : 'work'
    const to = fields.work ?? fields.to ?? fields.address ?? fields.account
    const name = `contributors[${index}].to`
    const payee = kind === 'account' ? Account.parseBytes32(to, name) : Json.toBytes(to, 32, name)
    return { kind, to: payee, weight: fields.weight as Contributor['weight'] }
  })
}

/** The leaf as JSON files and `--json` write it. */
export function toJson(leaf: Leaf): JsonLeaf {
  return { ...leaf, weight: `${leaf.weight}` }
}

/** The leaf as the contracts take it. */
export function toAbi(leaf: Leaf): AbiLeaf {
  return { kind: Flow.kindToAbi(leaf.kind), to: leaf.to, weight: leaf.weight }
}

function toDecimal(weight: bigint | number | string, name: string): { digits: bigint; decimals: number } {
  const match = /^([0-9]+)(?:\.([0-9]{1,18}))?$/.exec(String(weight))
  if (match === null) throw new InvalidWeightError({ name, weight })
  const fraction = (match[2] ?? '').replace(/0+$/, '')
  return { digits: BigInt(`${match[1]}${fraction}`), decimals: fraction.length }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger
}

/** A leaf without weight earns nothing. */
export class ZeroWeightError extends BaseError {
  override readonly name = 'Leaf.ZeroWeightError'
  constructor({ name }: { name: string }) {
    super(`${name} weighs 0; the least is 1.`, { hint: 'Leave out who contributed nothing.' })
  }
}

/** A leaf leads to a tree; trees do not nest. */
export class WrongKindError extends BaseError {
  override readonly name = 'Leaf.WrongKindError'
  constructor({ name }: { name: string }) {
    super(`${name} leads to a tree; it must lead to a work or an account.`, {
      hint: 'Owe the tree from a work, and let the leaf name that work.',
    })
  }
}

/** A contributor's weight is not a positive decimal. */
export class InvalidWeightError extends BaseError {
  override readonly name = 'Leaf.InvalidWeightError'
  constructor({ name, weight }: { name: string; weight: unknown }) {
    super(`${name} is ${String(weight)}; it must be a positive decimal with at most 18 digits after the point.`)
  }
}
