import * as reference from '@tributary/spec/reference/ledger'
import { attempt } from '@tributary/spec/reference/Refusal'
import * as referenceWork from '@tributary/spec/reference/work'
import fc from 'fast-check'
import { type Address, type Hex, numberToHex } from 'viem'
import { expect, test } from 'vitest'
import { reasonOf } from '../test/vectors.ts'
import * as Books from './Books.ts'
import * as Bucket from './Bucket.ts'
import * as Flow from './Flow.ts'
import * as Leaf from './Leaf.ts'
import * as Ledger from './Ledger.ts'
import * as Lineage from './Lineage.ts'
import * as Reconciliation from './Reconciliation.ts'
import * as Tree from './Tree.ts'
import * as Work from './Work.ts'

const token = numberToHex(0xc0de, { size: 20 })
const home = (31337n << 160n) | 0xcafen
const keys = [1n, 2n, 3n].map((n) => n * 0x1111n)
const strangers = [0n, (1n << 160n) | 7n, 1n << 230n]

/** A lineage of works where each may owe the ones before it, accounts of all sorts, and one tree of both. */
async function lineageOf(seed: readonly number[]): Promise<{ works: Work.Work[]; trees: Tree.Tree[] }> {
  const works: Work.Work[] = []
  const trees: Tree.Tree[] = []
  for (const [i, n] of seed.entries()) {
    const parent = works[n % (i + 1)] ?? works[0]
    const someone = [...keys, ...strangers][n % 6]!
    const leaves = [Leaf.toAccount(someone, BigInt(1 + (n % 7))), Leaf.toAccount(keys[n % 3]!, 5n)]
    if (parent !== undefined) leaves.push(Leaf.toWork(Work.id(parent), BigInt(1 + (n % 3))))
    const tree = await Tree.from(leaves)
    const flows = [Flow.toTree(tree.root, (n * 7919) % 333_334), Flow.toAccount(someone, n % 333_333)]
    if (parent !== undefined) flows.push(Flow.toWork(Work.id(parent), (n * 104_729) % 333_333))
    works.push(Work.from({ creator: keys[n % 3]!, home, record: numberToHex(i, { size: 32 }), flows }))
    trees.push(tree)
  }
  return { works, trees }
}

type Step = { call: number; work: number; flow: number; leaf: number; bucket: Bucket.Kind; amount: bigint; to: bigint }

const step: fc.Arbitrary<Step> = fc.record({
  call: fc.nat(5),
  work: fc.nat(4),
  flow: fc.nat(3),
  leaf: fc.nat(2),
  bucket: fc.constantFrom<Bucket.Kind>('sales', 'sales', 'sales', 'resale'),
  amount: fc.oneof(fc.bigInt(0n, 1000n), fc.bigInt(0n, (1n << 127n) - 1n)),
  to: fc.constantFrom(0n, 0n, 0x1111n),
})

/** The same call to both ledgers. Returns what each said. */
function performOnBoth(
  a: Ledger.Ledger,
  b: reference.Ledger,
  story: Awaited<ReturnType<typeof lineageOf>>,
  step: Step,
): unknown[] {
  const at = step.work % story.works.length
  const [work, tree] = [story.works[at]!, story.trees[at]!]
  const plain = Work.toAbi(work) as referenceWork.Work
  const [bucket, flow] = [Bucket.kindToAbi(step.bucket), step.flow]
  const caller = numberToHex(0x1111, { size: 20 })
  const to = numberToHex(step.to, { size: 20 })
  const from = { work, bucket: step.bucket, token, caller, to: step.to === 0n ? undefined : to }
  const there = { work: plain, bucket, token }
  const leaf = Tree.leaf(tree, step.leaf % tree.size)
  const proof = Tree.proof(tree, step.leaf % tree.size)
  const calls: [() => unknown, () => unknown][] = [
    [
      () => Ledger.pay(a, { bucket: Bucket.of(Work.id(work), step.bucket), token, amount: step.amount }),
      () => b.pay(reference.bucketOf(referenceWork.idOf(plain), bucket), token, step.amount),
    ],
    [
      () =>
        void Ledger.distribute(
          a,
          [
            { work, bucket: step.bucket, flow: 2 },
            { work, bucket: step.bucket, flow },
          ],
          token,
        ),
      () =>
        b.distribute(
          [
            { work: plain, bucket, flow: 2 },
            { work: plain, bucket, flow },
          ],
          token,
        ),
    ],
    [() => Ledger.claim(a, { ...from, flow }), () => b.claim(there, flow, { caller, to })],
    [
      () => Ledger.claimTree(a, { ...from, flow: 0, leaf, proof }),
      () =>
        b.claimTree(
          there,
          0,
          { ...Leaf.toAbi(leaf) },
          { path: proof.path, siblings: [...proof.siblings] },
          { caller, to },
        ),
    ],
    [() => Ledger.collect(a, from), () => b.collect(there, { caller, to })],
    [
      () =>
        Ledger.settle(a, [{ work, bucket: step.bucket, moves: BigInt(1 << flow) | (1n << 32n) }], token).map(shortName),
      () => b.settle([{ work: plain, bucket, moves: BigInt(1 << flow) | (1n << 32n) }], token),
    ],
  ]
  const [ours, theirs] = calls[step.call]!
  const outcome = attempt(theirs)
  let said: unknown
  const reason = reasonOf(() => {
    said = ours()
  })
  return [reason ?? said, 'error' in outcome ? outcome.error : outcome.result]
}

function shortName(error: Error): string {
  return error.name.replace(/^.*\.|Error$/g, '')
}

test('R-5, R-11: any calls lead to what the reference says, call by call', async () => {
  const story = fc.tuple(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5 }), fc.array(step, { maxLength: 40 }))
  await fc.assert(
    fc.asyncProperty(story, async ([seed, steps]) => {
      const { works, trees } = await lineageOf(seed)
      const ledger = Ledger.create({ chainId: 31337 })
      const other = new reference.Ledger(31337n)
      for (const step of steps) {
        const [ours, theirs] = performOnBoth(ledger, other, { works, trees }, step)
        expect(ours).toEqual(theirs)
      }
      for (const { bucket, gross, collected } of ledger.books.entries.values()) {
        expect(gross).toBe(other.gross(bucket, token))
        expect(collected).toBe(other.paid({ bucket, part: 'residual' }, token))
      }
      for (const { to, amount } of ledger.books.payouts.values())
        expect(amount).toBe(other.received(to.toLowerCase() as Hex, token))
    }),
    { numRuns: 300 },
  )
})

test('R-2, R-3: after any calls every wei is paid out, unclaimed, locked or dust, and dust is less than one wei a payee', async () => {
  const story = fc.tuple(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5 }), fc.array(step, { maxLength: 40 }))
  await fc.assert(
    fc.asyncProperty(story, fc.nat(4), async ([seed, steps], hidden) => {
      const { works, trees } = await lineageOf(seed)
      const ledger = Ledger.create({ chainId: 31337 })
      const other = new reference.Ledger(31337n)
      for (const step of steps) performOnBoth(ledger, other, { works, trees }, step)
      const whole = Reconciliation.from({ ledger, token, lineage: Lineage.from({ works, trees }) })
      const partly = Reconciliation.from({
        ledger,
        token,
        lineage: Lineage.from({ works: works.toSpliced(hidden, 1), trees: trees.slice(1) }),
      })
      for (const { paidIn, paidOut, unclaimed, locked, dust, accounts } of [whole, partly]) {
        expect(paidIn).toBe(other.totals(token).paidIn)
        expect(paidOut + unclaimed + locked + dust).toBe(paidIn)
        for (const amount of [unclaimed, locked, dust, ...accounts.values()]) expect(amount).toBeGreaterThanOrEqual(0n)
      }
      const payees = works.reduce((sum, { flows }, i) => sum + 2 * (flows.length + 1 + trees[i]!.size), 0)
      expect(whole.dust).toBeLessThan(BigInt(payees))
      expect(whole.locked).toBe(0n)
    }),
    { numRuns: 300 },
  )
})

test('R-4, R-5: however often and in whatever order everything is moved, everyone gets the same', async () => {
  const often = fc.array(fc.tuple(fc.nat(4), fc.bigInt(1n, 1_000_000n), fc.boolean()), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5 }), often, async (seed, payments) => {
      const { works, trees } = await lineageOf(seed)
      const [eager, patient] = [Ledger.create({ chainId: 31337 }), Ledger.create({ chainId: 31337 })]
      for (const [at, amount, isMoved] of payments) {
        for (const ledger of [eager, patient])
          Ledger.pay(ledger, { bucket: Work.id(works[at % works.length]!), token, amount })
        if (isMoved) moveAll(eager, works, trees)
      }
      for (const ledger of [eager, patient]) moveAll(ledger, works.toReversed(), trees.toReversed())
      for (let round = 0; round < works.length; round++)
        for (const ledger of [eager, patient]) moveAll(ledger, works, trees)
      for (const key of keys) {
        const address = numberToHex(key, { size: 20 })
        expect(Books.receivedOf(eager.books, address, token)).toBe(Books.receivedOf(patient.books, address, token))
      }
    }),
  )
})

function moveAll(ledger: Ledger.Ledger, works: readonly Work.Work[], trees: readonly Tree.Tree[]): void {
  for (const [i, work] of works.entries()) {
    const [tree, movable] = [
      trees[i]!,
      work.flows.reduce((bits, { kind }, flow) => (kind === 'tree' ? bits : bits | (1n << BigInt(flow))), 1n << 32n),
    ]
    Ledger.settle(ledger, [{ work, bucket: 'sales', moves: movable }], token)
    for (let index = 0; index < tree.size; index++) {
      const claim = {
        work,
        bucket: 'sales' as const,
        token,
        flow: 0,
        leaf: Tree.leaf(tree, index),
        proof: Tree.proof(tree, index),
      }
      reasonOf(() => Ledger.claimTree(ledger, claim))
    }
  }
}

test('R-7: a contract at the address of a key blocks nobody but itself', () => {
  const contract = numberToHex(keys[1]!, { size: 20 })
  const flows = [Flow.toAccount(keys[1]!, 500_000), Flow.toAccount(keys[2]!, 500_000)]
  const work = Work.from({ creator: keys[0]!, home, record: numberToHex(1, { size: 32 }), flows })
  const ledger = Ledger.create({ chainId: 31337, contracts: new Set<Address>([contract]) })
  Ledger.pay(ledger, { bucket: Work.id(work), token, amount: 100n })
  const skipped = Ledger.settle(ledger, [{ work, bucket: 'sales', moves: 3n }], token)
  expect(skipped.map(({ name }) => name)).toEqual(['Ledger.NotPayableHereError'])
  expect(Books.receivedOf(ledger.books, numberToHex(keys[2]!, { size: 20 }), token)).toBe(50n)
  expect(Ledger.owed(ledger, { work, bucket: 'sales', token })).toEqual({ flows: [50n, 0n], residual: 0n })
})
