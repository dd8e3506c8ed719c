import type { Hex } from 'viem'
import { wordOf } from '../reference/account.ts'
import { bucketOf, Ledger, type Source } from '../reference/ledger.ts'
import { attempt } from '../reference/Refusal.ts'
import { proofOf, rootOf } from '../reference/tree.ts'
import { idOf } from '../reference/work.ts'
import { encode, read, selectorOf } from './calldata.ts'
import { type Call, draw, HERE, HOME, KEYS, NOBODY, PAYER, type Scenario, TOKENS, workOf } from './Scenario.ts'

const TOKEN = TOKENS[0]!
const KEY = KEYS[1]!
const MOST = 2n ** 128n - 1n

export function cases(): Record<string, unknown[]> {
  const drawn = Array.from({ length: 24 }, (_, i) => draw(`drawn ${i}`, 25))
  return { ledgers: [...told(), ...drawn].map(play) }
}

/** Plays a story on the reference ledger and writes down what every call did and what everyone has in the end. */
function play(scenario: Scenario): object {
  const { chainId, holders, codes } = scenario
  const ledger = new Ledger(chainId, holders, codes)
  const calls = scenario.calls.map((call) => {
    const outcome = attempt(() => perform(ledger, scenario, call))
    const skips = 'result' in outcome && Array.isArray(outcome.result) ? outcome.result.map(selectorOf) : []
    const selector = 'error' in outcome ? selectorOf(outcome.error) : '0x'
    const encoded = { calldata: encode(scenario, call), selector, skips }
    return { ...call, ...outcome, ...encoded }
  })
  const ids = scenario.works.map(idOf)
  const all = [...new Set(ids)].flatMap((work) =>
    [0, 1].flatMap((bucket) => TOKENS.map((token) => bucketState(ledger, { work, bucket, token }))),
  )
  const buckets = all.filter(({ gross }) => gross > 0n)
  return {
    ...scenario,
    home: HOME,
    payer: PAYER,
    holders: Object.entries(holders).map(([work, account]) => ({ work, account })),
    codes: Object.entries(codes).map(([address, code]) => ({ address, code })),
    ids,
    calls,
    buckets,
    received: received(ledger, KEYS),
    totals: TOKENS.map((token) => ({ token, ...ledger.totals(token) })),
    reads: buckets.flatMap(readsOf),
  }
}

function perform(ledger: Ledger, { works }: Scenario, call: Call): bigint | string[] | null {
  const source = (at: { work: number; bucket: number }): Source => ({
    work: works[at.work]!,
    bucket: at.bucket,
    token: call.token,
  })
  switch (call.call) {
    case 'pay':
      return ledger.pay(bucketOf(idOf(works[call.work]!), call.bucket), call.token, call.amount)
    case 'distribute':
      ledger.distribute(
        call.edges.map((edge) => ({ ...edge, work: works[edge.work]! })),
        call.token,
      )
      return null
    case 'claim':
      return ledger.claim(source(call), call.flow, call)
    case 'claimTree':
      return ledger.claimTree(source(call), call.flow, call.leaf, call.proof, call)
    case 'collect':
      return ledger.collect(source(call), call)
    case 'settle':
      return ledger.settle(
        call.steps.map((step) => ({ ...step, work: works[step.work]! })),
        call.token,
      )
  }
}

type BucketState = { work: Hex; bucket: number; key: Hex; token: Hex; gross: bigint; paid: Record<string, bigint> }

function bucketState(ledger: Ledger, { work, bucket, token }: { work: Hex; bucket: number; token: Hex }): BucketState {
  const key = bucketOf(work, bucket)
  return { work, bucket, key, token, gross: ledger.gross(key, token), paid: ledger.parts(key, token) }
}

function readsOf({ key, token, gross, paid }: BucketState): { calldata: Hex; returns: Hex }[] {
  return [['gross', gross] as const, ...Object.entries(paid)].map(([part, amount]) => read(key, token, part, amount))
}

function received(ledger: Ledger, addresses: readonly Hex[]): object[] {
  return addresses.flatMap((address) =>
    TOKENS.map((token) => ({ address, token, amount: ledger.received(address, token) })),
  )
}

/** Stories that teach. */
function told(): Scenario[] {
  const base = { chainId: HERE, trees: [], holders: {}, codes: {} }
  const parent = workOf({ record: `0x${'01'.repeat(32)}`, creator: BigInt(KEYS[2]!) })
  const flows = [
    { kind: 0, share: 100_000, to: idOf(parent) },
    { kind: 1, share: 50_000, to: wordOf(BigInt(KEY)) },
  ]
  const child = workOf({ record: `0x${'02'.repeat(32)}`, flows })
  const [works, token, caller] = [[child, parent], TOKEN, PAYER]
  const pay = (work: number, amount: bigint): Call => ({ call: 'pay', work, bucket: 0, token, amount, caller })
  const lift: Call = { call: 'distribute', edges: [{ work: 0, bucket: 0, flow: 0 }], token, caller }
  const collect = (work: number, bucket = 0): Call => ({ call: 'collect', work, bucket, token, to: NOBODY, caller })
  const claim = (to: Hex, by: Hex): Call => ({ call: 'claim', work: 0, bucket: 0, flow: 1, token, to, caller: by })
  const all = { moves: 2n ** 32n + 3n, bucket: 0 }
  const settle: Call = {
    call: 'settle',
    steps: [
      { work: 0, ...all },
      { work: 1, bucket: 0, moves: 2n ** 32n },
    ],
    token,
    caller,
  }
  const resale: Call = { call: 'pay', work: 0, bucket: 1, token, amount: 1_000n, caller }
  const sold = { [idOf(child)]: BigInt(KEY) }
  return [
    {
      ...base,
      name: 'one payment finds everyone',
      works,
      calls: [pay(0, 10_000_000n), lift, claim(NOBODY, caller), collect(0), collect(1)],
    },
    { ...base, name: 'settle pays everyone at once', works, calls: [pay(0, 10_000_000n), settle, settle] },
    {
      ...base,
      name: 'nothing is owed before money comes',
      works,
      calls: [lift, claim(NOBODY, caller), collect(0), settle],
    },
    {
      ...base,
      name: 'dust of many payments becomes payable',
      works,
      calls: [...Array.from({ length: 20 }, () => [pay(0, 1n), claim(NOBODY, caller)]).flat(), collect(0)],
    },
    {
      ...base,
      name: 'only the payee names another recipient',
      works,
      calls: [pay(0, 100n), claim(KEYS[3]!, caller), claim(KEYS[3]!, KEY)],
    },
    {
      ...base,
      name: 'a resale royalty belongs to the creator',
      works,
      holders: sold,
      calls: [pay(0, 100n), resale, collect(0), collect(0, 1)],
    },
    {
      ...base,
      name: 'a bucket earns at most 2^128 - 1',
      works,
      calls: [pay(0, MOST), pay(0, 1n), pay(1, MOST - 1n), lift, settle, collect(0), collect(1)],
    },
    fullParent(base),
  ]
}

/**
 * A leaf that is a work whose bucket is full cannot be lifted, and is still owed. The tree also holds a leaf that no
 * honest builder makes, so it is not listed.
 */
function fullParent(base: Omit<Scenario, 'name' | 'works' | 'calls'>): Scenario {
  const parent = workOf({ record: `0x${'03'.repeat(32)}` })
  const leaves = [
    { kind: 0, to: idOf(parent), weight: 1n },
    { kind: 2, to: idOf(parent), weight: 1n },
    { kind: 1, to: wordOf(BigInt(KEY)), weight: MOST - 2n },
  ]
  const works = [workOf({ flows: [{ kind: 2, share: 1_000_000, to: rootOf(leaves) }] }), parent]
  const pay = (work: number, amount: bigint): Call => ({
    call: 'pay',
    work,
    bucket: 0,
    token: TOKEN,
    amount,
    caller: PAYER,
  })
  const claim = (index: number, to: Hex = NOBODY): Call => {
    const [leaf, proof] = [leaves[index]!, proofOf(leaves, index)]
    return { call: 'claimTree', work: 0, bucket: 0, flow: 0, token: TOKEN, leaf, proof, to, caller: KEY }
  }
  const calls = [claim(0), pay(0, MOST), pay(1, MOST), claim(0), claim(1), claim(2, KEYS[3]!), claim(2)]
  return { ...base, name: 'a leaf whose work is full stays owed', works, calls }
}
