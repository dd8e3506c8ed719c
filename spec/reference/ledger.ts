/**
 * The ledger as a list of everything that ever happened. Nothing is kept but that list: each number is a sum over it,
 * taken anew whenever it is asked for. See spec/ledger.md.
 */
import type { Hex } from 'viem'
import { encodeAbiParameters, keccak256, toBytes } from 'viem'
import { payeeOn } from './account.ts'
import { flowDue, leafDue, residualDue } from './amount.ts'
import { Refusal } from './Refusal.ts'
import { type Leaf, locate, type Proof } from './tree.ts'
import { ACCOUNT, type Flow, idOf, TREE, WORK, type Work } from './work.ts'

export const SALES = 0
export const RESALE = 1

/** The place of the residual among the moves of a step, behind those of the flows. */
const RESIDUAL = 32

const MAX_GROSS = 2n ** 128n - 1n
const NOBODY: Hex = '0x0000000000000000000000000000000000000000'

/** Money went into a bucket, from outside or from another bucket, and out of a place within another. */
type Event = { token: Hex; amount: bigint; from?: Place; into?: Hex; to?: Hex }

/** Which part of a bucket was paid: a flow, a leaf of a flow's tree, or the residual. */
type Place = { bucket: Hex; part: string }

export type Source = { work: Work; bucket: number; token: Hex }
export type Direction = { caller: Hex; to: Hex }

export class Ledger {
  readonly chain: bigint
  /** Accounts that hold works which changed hands. */
  readonly holders: Record<Hex, bigint>
  /** What code stands where. */
  readonly codes: Record<Hex, Hex>
  #events: Event[] = []

  constructor(chain: bigint, holders: Record<Hex, bigint> = {}, codes: Record<Hex, Hex> = {}) {
    this.chain = chain
    this.holders = holders
    this.codes = codes
  }

  pay(bucket: Hex, token: Hex, amount: bigint): bigint {
    this.#record({ token, amount, into: bucket })
    return amount
  }

  distribute(edges: { work: Work; bucket: number; flow: number }[], token: Hex): void {
    this.#wholly(() => {
      for (const { work, bucket, flow } of edges) this.#lift({ work, bucket, token }, flow)
    })
  }

  claim(source: Source, flow: number, { caller, to }: Direction): bigint {
    idOf(source.work)
    const { to: account } = flowOf(source.work, flow, ACCOUNT)
    const recipient = recipientOf(this.#payee(account), caller, to)
    const amount = nonZero(this.owedFlow(source, flow))
    this.#record({ token: source.token, amount, from: placeOf(source, `flow ${flow}`), to: recipient })
    return amount
  }

  claimTree(source: Source, flow: number, leaf: Leaf, proof: Proof, { caller, to }: Direction): bigint {
    idOf(source.work)
    const { to: root, share } = flowOf(source.work, flow, TREE)
    const { prefix, total } = locate(root, leaf, proof)
    const from = placeOf(source, `leaf ${flow} ${prefix}`)
    const earned = leafDue(flowDue(this.gross(from.bucket, source.token), share), leaf.weight, total)
    const amount = nonZero(earned - this.paid(from, source.token))
    if (leaf.kind === WORK && to !== NOBODY) throw new Refusal('NotPayee')
    if (leaf.kind > ACCOUNT) throw new Refusal('WrongKind')
    const target = leaf.kind === WORK ? { into: leaf.to } : { to: recipientOf(this.#payee(leaf.to), caller, to) }
    this.#record({ token: source.token, amount, from, ...target })
    return amount
  }

  collect(source: Source, { caller, to }: Direction): bigint {
    const recipient = recipientOf(this.#holder(source), caller, to)
    const amount = nonZero(this.owedResidual(source))
    this.#record({ token: source.token, amount, from: placeOf(source, 'residual'), to: recipient })
    return amount
  }

  /** Returns the reasons for what was passed over. */
  settle(steps: { work: Work; bucket: number; moves: bigint }[], token: Hex): string[] {
    return this.#wholly(() =>
      steps.flatMap(({ work, bucket, moves }) => {
        idOf(work)
        const bits = [...moves.toString(2)].reverse()
        const moved = bits.flatMap((bit, move) => (bit === '1' && move !== RESIDUAL ? [move] : []))
        if (moved.some((move) => move >= work.flows.length)) throw new Refusal('NoSuchMove')
        return bits.flatMap((bit, move) => (bit === '1' ? this.#move({ work, bucket, token }, move) : []))
      }),
    )
  }

  gross(bucket: Hex, token: Hex): bigint {
    return this.#sum((event) => event.into === bucket && event.token === token)
  }

  paid(place: Place, token: Hex): bigint {
    return this.#sum(
      ({ from, token: paid }) => paid === token && from?.bucket === place.bucket && from.part === place.part,
    )
  }

  received(to: Hex, token: Hex): bigint {
    return this.#sum((event) => event.to === to && event.token === token)
  }

  /** All that came from outside, and all that went outside. */
  totals(token: Hex): { paidIn: bigint; paidOut: bigint } {
    return {
      paidIn: this.#sum((event) => event.token === token && event.from === undefined),
      paidOut: this.#sum((event) => event.token === token && event.to !== undefined),
    }
  }

  owedFlow(source: Source, flow: number): bigint {
    const place = placeOf(source, `flow ${flow}`)
    return (
      flowDue(this.gross(place.bucket, source.token), source.work.flows[flow]!.share) - this.paid(place, source.token)
    )
  }

  owedResidual(source: Source): bigint {
    const place = placeOf(source, 'residual')
    return residualDue(this.gross(place.bucket, source.token), source.work) - this.paid(place, source.token)
  }

  /** What was paid of each part of a bucket that was ever paid. */
  parts(bucket: Hex, token: Hex): Record<string, bigint> {
    const paid = this.#events.filter((event) => event.token === token && event.from?.bucket === bucket)
    const parts = paid.map(({ from }) => from!.part)
    return Object.fromEntries(parts.map((part) => [part, this.paid({ bucket, part }, token)]))
  }

  #lift(source: Source, flow: number): void {
    idOf(source.work)
    const { to } = flowOf(source.work, flow, WORK)
    this.#record({
      token: source.token,
      amount: this.owedFlow(source, flow),
      from: placeOf(source, `flow ${flow}`),
      into: to,
    })
  }

  /** One move of `settle`. What is asked for wrongly is refused; what cannot be paid is passed over. */
  #move(source: Source, move: number): string[] {
    const isResidual = move === RESIDUAL
    const flow = source.work.flows[move]
    if (!isResidual && flow?.kind === TREE) throw new Refusal('WrongKind')
    const nowhere = { caller: NOBODY, to: NOBODY }
    try {
      if (isResidual) this.collect(source, nowhere)
      else if (flow?.kind === WORK) this.#lift(source, move)
      else this.claim(source, move, nowhere)
      return []
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return refusal.reason === 'NothingOwed' ? [] : [refusal.reason]
    }
  }

  #payee(word: Hex): Hex {
    const payee = payeeOn(this.chain, BigInt(word), this.codes)
    if (payee === undefined) throw new Refusal('NotPayableHere')
    return payee
  }

  /** Of sales the holder, of resale royalties the creator, and only at home. */
  #holder({ work, bucket }: Source): Hex {
    const id = idOf(work)
    const holder = bucket === SALES ? (this.holders[id] ?? work.creator) : work.creator
    const payee = work.home / 2n ** 160n === this.chain ? payeeOn(this.chain, holder, this.codes) : undefined
    if (payee === undefined) throw new Refusal('NoHolder')
    return payee
  }

  #record(event: Event): void {
    if (event.amount === 0n) return
    if (event.into !== undefined && this.gross(event.into, event.token) + event.amount > MAX_GROSS) {
      throw new Refusal('GrossTooHigh')
    }
    this.#events.push(event)
  }

  /** Does all of an action or nothing. */
  #wholly<result>(action: () => result): result {
    const before = [...this.#events]
    try {
      return action()
    } catch (refusal) {
      this.#events = before
      throw refusal
    }
  }

  #sum(counts: (event: Event) => boolean): bigint {
    return this.#events.filter(counts).reduce((sum, { amount }) => sum + amount, 0n)
  }
}

export function bucketOf(id: Hex, bucket: number): Hex {
  if (bucket === SALES) return id
  const domain = keccak256(toBytes('tributary.resale'))
  return keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [domain, id]))
}

function placeOf({ work, bucket }: Source, part: string): Place {
  return { bucket: bucketOf(idOf(work), bucket), part }
}

function flowOf(work: Work, index: number, kind: number): Flow {
  const flow = work.flows[index]
  if (flow === undefined) throw new Refusal('NoSuchFlow')
  if (flow.kind !== kind) throw new Refusal('WrongKind')
  return flow
}

function recipientOf(payee: Hex, caller: Hex, to: Hex): Hex {
  if (to !== NOBODY && to !== payee && caller !== payee) throw new Refusal('NotPayee')
  return to === NOBODY ? payee : to
}

function nonZero(amount: bigint): bigint {
  if (amount === 0n) throw new Refusal('NothingOwed')
  return amount
}
