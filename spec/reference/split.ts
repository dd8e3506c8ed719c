/** Who gets what of one payment: pay it, then move everything that can move until nothing moves. See spec/ledger.md. */
import type { Hex } from 'viem'
import { bucketOf, Ledger, SALES, type Source } from './ledger.ts'
import { attempt } from './Refusal.ts'
import { type Leaf, proofOf, rootOf } from './tree.ts'
import { ACCOUNT, idOf, TREE, WORK, type Work } from './work.ts'

const NOBODY: Hex = '0x0000000000000000000000000000000000000000'
const TOKEN: Hex = '0x0000000000000000000000000000000000000001'

export type Split = { payees: Record<Hex, bigint>; dust: bigint }

/** Accounts must be keys that are the same everywhere, and works must live on `chain`. */
export function splitOf(
  chain: bigint,
  works: Work[],
  trees: Leaf[][],
  start: Work,
  bucket: number,
  amount: bigint,
): Split {
  const ledger = new Ledger(chain)
  ledger.pay(bucketOf(idOf(start), bucket), TOKEN, amount)
  const sources = works.flatMap((work) => [0, 1].map((kind) => ({ work, bucket: kind, token: TOKEN })))
  const leavesOf = new Map(trees.map((leaves) => [rootOf(leaves), leaves]))
  for (let moved = -1n; moved !== volumeOf(ledger, works); ) {
    moved = volumeOf(ledger, works)
    for (const source of sources) for (let flow = 0; flow <= 32; flow++) move(ledger, source, flow, leavesOf)
  }
  const words = [...works.map(({ creator }) => creator), ...payeesOf(works, trees)]
  const payees = words.map((word) => ledger.received(addressOf(word), TOKEN))
  const entries = words.map((word, i) => [addressOf(word), payees[i]] as const).filter(([, paid]) => paid !== 0n)
  const { paidOut } = ledger.totals(TOKEN)
  return { payees: Object.fromEntries(entries) as Record<Hex, bigint>, dust: amount - paidOut }
}

function move(ledger: Ledger, source: Source, flow: number, leavesOf: Map<Hex, Leaf[]>): void {
  const nowhere = { caller: NOBODY, to: NOBODY }
  const { kind, to } = source.work.flows[flow] ?? {}
  if (flow === 32) attempt(() => ledger.collect(source, nowhere))
  if (kind === WORK) attempt(() => ledger.distribute([{ ...source, flow }], TOKEN))
  if (kind === ACCOUNT) attempt(() => ledger.claim(source, flow, nowhere))
  if (kind !== TREE || to === undefined) return
  const leaves = leavesOf.get(to) ?? []
  for (const [index, leaf] of leaves.entries()) {
    attempt(() => ledger.claimTree(source, flow, leaf, proofOf(leaves, index), nowhere))
  }
}

/** All that ever went into a bucket or out: it stands still when nothing moves. */
function volumeOf(ledger: Ledger, works: Work[]): bigint {
  const grosses = works.map((work) => ledger.gross(bucketOf(idOf(work), SALES), TOKEN))
  return grosses.reduce((sum, gross) => sum + gross, ledger.totals(TOKEN).paidOut)
}

function payeesOf(works: Work[], trees: Leaf[][]): bigint[] {
  const targets = [...works.flatMap(({ flows }) => flows), ...trees.flat()]
  return targets.filter(({ kind }) => kind === ACCOUNT).map(({ to }) => BigInt(to))
}

function addressOf(account: bigint): Hex {
  return `0x${(account % 2n ** 160n).toString(16).padStart(40, '0')}`
}
