import type { Hex } from 'viem'
import * as Account from './Account.ts'
import { BaseError } from './BaseError.ts'
import * as Json from './Json.ts'

/** Where a flow leads: to another work's sales, to an account, or to a contribution tree. */
export type Kind = 'work' | 'account' | 'tree'

/** A part of every payment that a work owes for ever. */
export type Flow = {
  readonly kind: Kind
  /** Parts per million of every payment. */
  readonly share: number
  /** A work id, an account as 32 bytes, or a tree root, after `kind`. */
  readonly to: Hex
}

/** A flow as the contracts take it. */
export type AbiFlow = { readonly kind: number; readonly share: number; readonly to: Hex }

/** The kinds in the order of their numbers on chain. */
export const kinds: readonly Kind[] = ['work', 'account', 'tree']

/**
 * A flow to a parent work's sales.
 *
 * @example
 * ```ts
 * import { Account, Flow } from '@tributary/protocol'
 *
 * const author = Account.from({ address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' })
 * const flows = [Flow.toAccount(author, 50_000)] // 5 % of every payment
 * ```
 */
export function toWork(id: Hex, share: number): Flow {
  return { kind: 'work', share, to: id }
}

/** A flow to one account. */
export function toAccount(account: Account.Account, share: number): Flow {
  return { kind: 'account', share, to: Account.toBytes32(account) }
}

/** A flow to everyone in a contribution tree. */
export function toTree(root: Hex, share: number): Flow {
  return { kind: 'tree', share, to: root }
}

/** The number of a kind on chain. */
export function kindToAbi(kind: Kind): number {
  const number = kinds.indexOf(kind)
  if (number < 0) throw new UnknownKindError({ kind })
  return number
}

/** The kind of a number on chain. */
export function kindFromAbi(number: number): Kind {
  const kind = kinds[number]
  if (kind === undefined) throw new UnknownKindError({ kind: number })
  return kind
}

/** Reads a kind written as a word or as its number. */
export function parseKind(value: unknown): Kind {
  const kind = Json.toWord(value, kinds)
  if (kind === undefined) throw new UnknownKindError({ kind: value })
  return kind
}

/** Reads a flow from JSON. */
export function parse(value: unknown, name = 'flow'): Flow {
  const fields = Json.toObject(value, name)
  const kind = parseKind(fields.kind)
  const share = Json.toNumber(fields.share, 32, `${name}.share`)
  const isAccount = kind === 'account'
  const to = isAccount ? Account.parseBytes32(fields.to, `${name}.to`) : Json.toBytes(fields.to, 32, `${name}.to`)
  return { kind, share, to }
}

/** The flow as the contracts take it. */
export function toAbi(flow: Flow): AbiFlow {
  return { kind: kindToAbi(flow.kind), share: flow.share, to: flow.to }
}

/** The flow that the contracts gave. */
export function fromAbi(flow: AbiFlow): Flow {
  return { kind: kindFromAbi(flow.kind), share: flow.share, to: flow.to }
}

/** A flow or a leaf leads to something the protocol does not know. */
export class UnknownKindError extends BaseError {
  override readonly name = 'Flow.UnknownKindError'
  constructor({ kind }: { kind: unknown }) {
    super(`The kind is ${String(kind)}; it must be 0 (work), 1 (account) or 2 (tree).`)
  }
}
