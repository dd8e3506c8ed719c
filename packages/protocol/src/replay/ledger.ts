import type { Address, Hex } from 'viem'
import * as Account from '../Account.ts'
import { BaseError } from '../BaseError.ts'
import type * as Books from '../Books.ts'
import * as Bucket from '../Bucket.ts'
import * as Json from '../Json.ts'
import * as Ledger from '../Ledger.ts'
import * as Reconciliation from '../Reconciliation.ts'
import * as Work from '../Work.ts'
import { comparison, type Refusal, refusal } from './Outcome.ts'
import * as Story from './Story.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a call led to; amounts are decimal strings. `skipped` says why `settle` passed over a move. */
export type CallOutcome = (
  | { readonly amount: string }
  | { readonly amounts: readonly string[] }
  | { readonly skipped: readonly Refusal[] }
  | { readonly calls: readonly CallOutcome[] }
  | Refusal
) & { readonly matches?: boolean }

/** The books after the last call; amounts are decimal strings in token-wei. */
export type Outcome = {
  /** Ids of the works, in their order, or why one is invalid. */
  readonly works: readonly ({ readonly id: Hex } | Refusal)[]
  /** Roots of the trees, in their order, or why one cannot be built. */
  readonly trees: readonly ({ readonly root: Hex; readonly total: string } | Refusal)[]
  readonly calls: readonly CallOutcome[]
  readonly payees: readonly { readonly address: Address; readonly token: Address; readonly amount: string }[]
  readonly buckets: readonly BucketState[]
  readonly tokens: readonly TokenState[]
  /** Whether paidIn = paidOut + unclaimed + locked + dust for every token. */
  readonly conserved: boolean
}

/** One bucket and token. */
export type BucketState = {
  readonly bucket: string
  readonly token: Address
  readonly gross: string
  readonly collected: string
  /** Paid or lifted, by flow. */
  readonly paid: Readonly<Record<string, string>>
  /** Paid or lifted, by `<flow>:<prefix>`. */
  readonly paidLeaves: Readonly<Record<string, string>>
}

/** One token over all buckets; see `Reconciliation`. */
export type TokenState = {
  readonly token: Address
  readonly paidIn: string
  readonly paidOut: string
  readonly unclaimed: string
  readonly locked: string
  readonly dust: string
  readonly owedTo: readonly { readonly account: string; readonly amount: string }[]
}

/**
 * Plays calls to a ledger given as JSON, `{ works, trees?, calls, chainId?, holders?, contracts? }` or many of them in
 * `{ ledgers }`, and says what every call did and what everyone has in the end.
 *
 * - Source: `spec/replay.md`.
 *
 * @example
 * ```ts
 * import { Replay } from '@tributary/protocol'
 *
 * const works = [{ creator: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', home: '31337', record: `0x${'11'.repeat(32)}` }]
 * await Replay.ledger({ works, calls: [{ call: 'pay', work: 0, amount: '10' }] }) // { calls, payees, buckets, ... }
 * ```
 */
export async function ledger(input: unknown): Promise<Outcome | { readonly ledgers: readonly Outcome[] }> {
  const given = Json.toObject(input, 'input')
  if (given.ledgers === undefined) return play(await Story.parse(given))
  const ledgers: Outcome[] = []
  for (const story of Json.toArray(given.ledgers, 'ledgers')) ledgers.push(play(await Story.parse(story)))
  return { ledgers }
}

function play(story: Story.Story): Outcome {
  const calls = story.calls.map((call) => {
    const outcome = tryPerform(story, call)
    return { ...outcome, ...comparison(call, outcome, ['error']) }
  })
  const { books } = story.ledger
  const entries = [...books.entries.values()].filter(({ gross }) => gross > 0n)
  const tokens = [...new Set(entries.map(({ token }) => token.toLowerCase() as Address))].map((token) =>
    close(story, token),
  )
  const payees = [...books.payouts.values()].map(({ to, token, amount }) => ({
    address: to,
    token,
    amount: `${amount}`,
  }))
  const works = story.works.map((work) => (work instanceof BaseError ? refusal(work) : { id: Work.id(work) }))
  const trees = story.trees.map((tree) =>
    tree instanceof BaseError ? refusal(tree) : { root: tree.root, total: `${tree.total}` },
  )
  const buckets = entries.map(stateOf)
  return { works, trees, calls, payees, buckets, tokens, conserved: tokens.every(isConserved) }
}

function tryPerform(story: Story.Story, call: Fields): CallOutcome {
  try {
    return perform(story, call)
  } catch (error) {
    return refusal(error)
  }
}

function perform(story: Story.Story, call: Fields): CallOutcome {
  const { ledger } = story
  switch (call.call) {
    case 'pay':
    case 'payPulled':
      return { amount: `${pay(story, call)}` }
    case 'payMany':
      return { amounts: Json.toArray(call.payments, 'payments').map((one) => `${pay(story, inherit(call, one))}`) }
    case 'distribute': {
      const edges = partsOf(call, 'edges').map((edge) => edgeOf(story, edge))
      return { amounts: Ledger.distribute(ledger, edges, Story.tokenOf(call)).map(String) }
    }
    case 'claim':
      return { amount: `${Ledger.claim(ledger, { ...Story.sourceOf(story, call), flow: flowOf(call) })}` }
    case 'claimTree':
      return { amount: `${claimTree(story, call)}` }
    case 'collect':
      return { amount: `${Ledger.collect(ledger, Story.sourceOf(story, call))}` }
    case 'settle': {
      const steps = partsOf(call, 'steps').map((step) => stepOf(story, step))
      return { skipped: Ledger.settle(ledger, steps, Story.tokenOf(call)).map(refusal) }
    }
    case 'batch':
      return { calls: Json.toArray(call.calls, 'calls').map((one) => tryPerform(story, inherit(call, one))) }
    default:
      throw new UnknownCallError({ call: call.call })
  }
}

function pay(story: Story.Story, call: Fields): bigint {
  const amount = Json.toUint(call.amount, 256, 'amount')
  return Ledger.pay(story.ledger, { bucket: Story.bucketOf(story, call), token: Story.tokenOf(call), amount })
}

function claimTree(story: Story.Story, call: Fields): bigint {
  const source = Story.sourceOf(story, call)
  const flow = flowOf(call)
  const root = source.work.flows[flow]?.to ?? '0x'
  return Ledger.claimTree(story.ledger, { ...source, flow, ...Story.leafOf(story, call, root) })
}

/** The parts of a call: its list, or the call itself as the only one. */
function partsOf(call: Fields, key: 'edges' | 'steps'): Fields[] {
  const parts = call[key] === undefined ? [call] : Json.toArray(call[key], key)
  return parts.map((part) => inherit(call, part))
}

/** Token and caller of a list count for each of its parts. */
function inherit({ token, caller }: Fields, part: unknown): Fields {
  return { token, caller, ...Json.toObject(part, 'part') }
}

function edgeOf(story: Story.Story, edge: Fields): Ledger.distribute.Edge {
  return { work: Story.workOf(story, edge.work), bucket: Bucket.parseKind(edge.bucket), flow: flowOf(edge) }
}

/** Without `moves` a step moves everything a single call can. */
function stepOf(story: Story.Story, step: Fields): Ledger.settle.Step {
  const work = Story.workOf(story, step.work)
  const movable = work.flows.map(({ kind }, flow) => (kind === 'tree' ? 0n : 1n << BigInt(flow)))
  const all = movable.reduce((sum, bit) => sum | bit, 1n << BigInt(Ledger.residualBit))
  const moves = step.moves === undefined ? all : Json.toUint(step.moves, 256, 'moves')
  return { work, bucket: Bucket.parseKind(step.bucket), moves }
}

function flowOf(call: Fields): number {
  return Json.toNumber(call.flow, 53, 'flow')
}

function stateOf({ bucket, token, gross, collected, flows, leaves }: Books.Entry): BucketState {
  const write = (sums: Iterable<readonly [string | number, bigint]>) =>
    Object.fromEntries([...sums].map(([key, amount]) => [key, `${amount}`]))
  return { bucket, token, gross: `${gross}`, collected: `${collected}`, paid: write(flows), paidLeaves: write(leaves) }
}

function close({ ledger, lineage }: Story.Story, token: Address): TokenState {
  const { accounts, ...sums } = Reconciliation.from({ ledger, token, lineage })
  const owedTo = [...accounts].map(([account, amount]) => ({
    account: Account.toBytes32(account),
    amount: `${amount}`,
  }))
  const { paidIn, paidOut, unclaimed, locked, dust } = sums
  return {
    token,
    paidIn: `${paidIn}`,
    paidOut: `${paidOut}`,
    unclaimed: `${unclaimed}`,
    locked: `${locked}`,
    dust: `${dust}`,
    owedTo,
  }
}

function isConserved({ paidIn, paidOut, unclaimed, locked, dust }: TokenState): boolean {
  return BigInt(paidIn) === [paidOut, unclaimed, locked, dust].reduce((sum, part) => sum + BigInt(part), 0n)
}

/** A story calls something the ledger does not do. */
export class UnknownCallError extends BaseError {
  override readonly name = 'Replay.UnknownCallError'
  constructor({ call }: { call: unknown }) {
    super(`The call is ${JSON.stringify(call)}; the ledger does not do that.`, {
      hint: 'It does pay, payMany, distribute, claim, claimTree, collect, settle and batch.',
    })
  }
}
