/**
 * The accounting of the Ledger contract without a chain: the same calls lead to the same numbers and the same refusals
 * both replay `spec/vectors/ledger.json`). Quotes, offline statements and `tributary ledger` stand on it. Tokens
 * that misbehave, arbiters and gas are the chain's business and have no part here.
 */
import { type Address, type Hex, zeroAddress } from 'viem'
import * as Account from './Account.ts'
import * as Amount from './Amount.ts'
import { BaseError } from './BaseError.ts'
import * as Books from './Books.ts'
import * as Bucket from './Bucket.ts'
import type * as Flow from './Flow.ts'
import type * as Leaf from './Leaf.ts'
import * as Tree from './Tree.ts'
import * as Work from './Work.ts'

/** A ledger on one chain. Its calls change its books in place; a call that throws changes nothing. */
export type Ledger = {
  readonly chainId: bigint
  /** Who holds a work, where that is no longer its creator. */
  readonly holders: ReadonlyMap<Hex, Account.Account>
  /** Addresses with code on this chain, in lower case, where a key that is the same everywhere cannot be paid. */
  readonly contracts: ReadonlySet<Address>
  readonly books: Books.Books
}

/** Which money of which work is meant. */
export type Source = { readonly work: Work.Work; readonly bucket: Bucket.Kind; readonly token: Address }

/** Who calls and where to the money goes; nobody in particular, and to the payee, if left out. */
export type Direction = { readonly caller?: Address | undefined; readonly to?: Address | undefined }

/** The bit of `moves` that pays the residual. */
export const residualBit = 32

/**
 * An empty ledger.
 *
 * @example
 * ```ts
 * import { Ledger, Work } from '@tributary/protocol'
 *
 * const ledger = Ledger.create({ chainId: 31337 })
 * const work = Work.from({ creator: 1n, home: 31337n << 160n, record: `0x${'11'.repeat(32)}` })
 * const token = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
 * Ledger.pay(ledger, { bucket: Work.id(work), token, amount: 10n })
 * Ledger.collect(ledger, { work, bucket: 'sales', token }) // 10n
 * ```
 */
export function create({ chainId, holders = new Map(), contracts = new Set() }: create.Options): Ledger {
  return { chainId: BigInt(chainId), holders, contracts, books: Books.create() }
}

export declare namespace create {
  type Options = Pick<Partial<Ledger>, 'holders' | 'contracts'> & { readonly chainId: number | bigint }
}

/** Pays a bucket. Returns what was credited. */
export function pay({ books }: Ledger, { bucket, token, amount }: pay.Payment): bigint {
  Books.credit(books, { bucket, token, amount })
  Books.receive(books, token, amount)
  return amount
}

export declare namespace pay {
  type Payment = { readonly bucket: Hex; readonly token: Address; readonly amount: bigint }
}

/** Lifts money along edges, each to the sales bucket of a parent. Returns what each edge moved. */
export function distribute(ledger: Ledger, edges: readonly distribute.Edge[], token: Address): bigint[] {
  const done: { from: Books.Entry; flow: number; to: Hex; amount: bigint }[] = []
  try {
    for (const { work, bucket, flow } of edges) {
      const { entry, terms } = open(ledger, { work, bucket, token }, flow, 'work')
      const amount = Books.owedFlow(entry, flow, terms)
      Books.credit(ledger.books, { bucket: terms.to, token, amount })
      Books.addFlow(entry, flow, amount)
      done.push({ from: entry, flow, to: terms.to, amount })
    }
  } catch (error) {
    for (const { from, flow, to, amount } of done) {
      Books.credit(ledger.books, { bucket: to, token, amount: -amount })
      Books.addFlow(from, flow, -amount)
    }
    throw error
  }
  return done.map(({ amount }) => amount)
}

export declare namespace distribute {
  type Edge = { readonly work: Work.Work; readonly bucket: Bucket.Kind; readonly flow: number }
}

/** Pays the account of a flow. Returns what was paid. */
export function claim(ledger: Ledger, { flow, ...from }: claim.Claim): bigint {
  const { entry, terms } = open(ledger, from, flow, 'account')
  const recipient = recipientOf(payeeHere(ledger, terms.to), from)
  const amount = nonZero(entry, Books.owedFlow(entry, flow, terms))
  Books.payOut(ledger.books, entry.token, recipient, amount)
  Books.addFlow(entry, flow, amount)
  return amount
}

export declare namespace claim {
  type Claim = Source & Direction & { readonly flow: number }
}

/** Pays a leaf of a flow's tree, or lifts its money if the leaf is a work. Returns what was moved. */
export function claimTree(ledger: Ledger, { flow, leaf, proof, ...from }: claimTree.Claim): bigint {
  const { entry, terms } = open(ledger, from, flow, 'tree')
  const { prefix, total } = Tree.verify({ leaf, proof, root: terms.to })
  const due = Amount.leafDue(Amount.flowDue(entry.gross, terms.share), leaf.weight, total)
  const amount = nonZero(entry, due - Books.paidLeaf(entry, flow, prefix))
  if (leaf.kind === 'work') {
    if (from.to !== undefined) throw new NotPayeeError({ caller: from.caller, payee: zeroAddress })
    Books.credit(ledger.books, { bucket: leaf.to, token: entry.token, amount })
  } else {
    Books.payOut(ledger.books, entry.token, recipientOf(payeeHere(ledger, leaf.to), from), amount)
  }
  Books.addLeaf(entry, flow, prefix, amount)
  return amount
}

export declare namespace claimTree {
  type Claim = Source & Direction & { readonly flow: number; readonly leaf: Leaf.Leaf; readonly proof: Tree.Proof }
}

/** Pays the residual at home: of sales to the holder, of resale royalties to the creator. Returns what was paid. */
export function collect(ledger: Ledger, from: Source & Direction): bigint {
  const entry = Books.entryOf(ledger.books, Bucket.of(Work.id(from.work), from.bucket), from.token)
  const recipient = recipientOf(holderOf(ledger, from), from)
  const amount = nonZero(entry, Books.owedResidual(entry, from.work))
  Books.payOut(ledger.books, entry.token, recipient, amount)
  entry.collected += amount
  return amount
}

/** Lifts and pays in one call; what cannot be paid is passed over. Returns why, in order. */
export function settle(ledger: Ledger, steps: readonly settle.Step[], token: Address): BaseError[] {
  const moves = steps.flatMap(({ work, bucket, moves }) => {
    assertMovable(work, moves)
    return bitsOf(moves).map((bit) => ({ work, bucket, token, bit }))
  })
  const skipped: BaseError[] = []
  for (const { bit, ...from } of moves) {
    try {
      move(ledger, from, bit)
    } catch (error) {
      if (!(error instanceof BaseError)) throw error
      if (!(error instanceof NothingOwedError)) skipped.push(error)
    }
  }
  return skipped
}

export declare namespace settle {
  type Step = { readonly work: Work.Work; readonly bucket: Bucket.Kind; readonly moves: bigint }
}

/** What a bucket still owes, by flow (of a tree: all its leaves ever earned) and as residual. */
export function owed({ books }: Ledger, { work, bucket, token }: Source): { flows: bigint[]; residual: bigint } {
  const entry = Books.entryOf(books, Bucket.of(Work.id(work), bucket), token)
  const flows = work.flows.map((flow, index) => Books.owedFlow(entry, index, flow))
  return { flows, residual: Books.owedResidual(entry, work) }
}

function open(ledger: Ledger, from: Source, flow: number, kind: Flow.Kind): { entry: Books.Entry; terms: Flow.Flow } {
  const bucket = Bucket.of(Work.id(from.work), from.bucket)
  const terms = flowOf(from.work, flow)
  if (terms.kind !== kind) throw new WrongKindError({ kind: terms.kind, expected: kind })
  return { entry: Books.entryOf(ledger.books, bucket, from.token), terms }
}

function flowOf(work: Work.Work, flow: number): Flow.Flow {
  const terms = work.flows[flow]
  if (terms === undefined) throw new NoSuchFlowError({ flow, count: work.flows.length })
  return terms
}

function move(ledger: Ledger, from: Source, bit: number): void {
  if (bit === residualBit) collect(ledger, from)
  else if (flowOf(from.work, bit).kind === 'work') distribute(ledger, [{ ...from, flow: bit }], from.token)
  else claim(ledger, { ...from, flow: bit })
}

function assertMovable(work: Work.Work, moves: bigint): void {
  Work.validate(work)
  const flows = BigInt.asUintN(residualBit, moves) | ((moves >> BigInt(residualBit + 1)) << BigInt(residualBit))
  if (flows >> BigInt(work.flows.length) !== 0n) throw new NoSuchMoveError({ moves, count: work.flows.length })
  for (const bit of bitsOf(flows)) {
    const { kind } = flowOf(work, bit)
    if (kind === 'tree') throw new WrongKindError({ kind, expected: 'account' })
  }
}

function bitsOf(moves: bigint): number[] {
  const bits: number[] = []
  for (let bit = 0; moves >> BigInt(bit) !== 0n; bit++) if ((moves >> BigInt(bit)) & 1n) bits.push(bit)
  return bits
}

function holderOf(ledger: Ledger, { work, bucket }: Source): Address {
  if (Account.chainId(work.home) !== ledger.chainId) throw new NoHolderError({ home: work.home })
  const holder = bucket === 'sales' ? (ledger.holders.get(Work.id(work)) ?? work.creator) : work.creator
  if (!isPayable(ledger, holder)) throw new NoHolderError({ home: work.home })
  return Account.address(holder)
}

function payeeHere(ledger: Ledger, to: Hex): Address {
  const account = Account.fromBytes32(to)
  if (!isPayable(ledger, account)) throw new NotPayableHereError({ account, chainId: ledger.chainId })
  return Account.address(account)
}

function isPayable({ chainId, contracts }: Ledger, account: Account.Account): boolean {
  const isContract = contracts.has(Account.address(account).toLowerCase() as Address)
  return Account.isPayable(account, { chainId, code: isContract ? '0x00' : '0x' })
}

function recipientOf(payee: Address, { caller, to = payee }: Direction): Address {
  const [payeeKey, toKey, callerKey] = [payee, to, caller].map((address) => address?.toLowerCase())
  if (toKey !== payeeKey && callerKey !== payeeKey) throw new NotPayeeError({ caller, payee })
  return to
}

function nonZero(entry: Books.Entry, amount: bigint): bigint {
  if (amount === 0n) throw new NothingOwedError(entry)
  return amount
}

/** The work has no such flow. */
export class NoSuchFlowError extends BaseError {
  override readonly name = 'Ledger.NoSuchFlowError'
  constructor({ flow, count }: { flow: number; count: number }) {
    super(`The flow is ${flow}; the work has ${count}, counted from 0.`)
  }
}

/** A step moves a flow the work does not have. */
export class NoSuchMoveError extends BaseError {
  override readonly name = 'Ledger.NoSuchMoveError'
  constructor({ moves, count }: { moves: bigint; count: number }) {
    super(`The moves are ${moves}; the work has ${count} flows, from bit 0, and its residual, at bit ${residualBit}.`)
  }
}

/** A flow leads to another kind of thing than the call is for. */
export class WrongKindError extends BaseError {
  override readonly name = 'Ledger.WrongKindError'
  constructor({ kind, expected }: { kind: Flow.Kind; expected: Flow.Kind }) {
    super(`The flow leads to a ${kind}; this call is for a ${expected}.`)
  }
}

/** There is nothing to pay. */
export class NothingOwedError extends BaseError {
  override readonly name = 'Ledger.NothingOwedError'
  constructor({ bucket, token }: Pick<Books.Entry, 'bucket' | 'token'>) {
    super(`The bucket ${bucket} owes 0 of the token ${token} here.`, {
      hint: 'Everything was paid already, or money must first be distributed to this work.',
    })
  }
}

/** An account names another chain, nobody, or a contract without its chain. */
export class NotPayableHereError extends BaseError {
  override readonly name = 'Ledger.NotPayableHereError'
  constructor({ account, chainId }: { account: Account.Account; chainId: bigint }) {
    super(`The account ${Account.toBytes32(account)} cannot be paid on chain ${chainId}.`, {
      hint: 'Claim on the chain the account names.',
    })
  }
}

/** Only the payee may name another recipient. */
export class NotPayeeError extends BaseError {
  override readonly name = 'Ledger.NotPayeeError'
  constructor({ caller, payee }: { caller: Address | undefined; payee: Address }) {
    super(`The caller is ${caller ?? 'nobody'}; only ${payee} may name another recipient.`)
  }
}

/** The residual is paid on the chain of the work's home. */
export class NoHolderError extends BaseError {
  override readonly name = 'Ledger.NoHolderError'
  constructor({ home }: { home: Account.Account }) {
    super(`Nobody here holds the work; its home is ${Account.toBytes32(home)}.`, {
      hint: 'Collect on the chain of the home.',
    })
  }
}
