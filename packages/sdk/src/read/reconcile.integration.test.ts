import { Account, Flow, Leaf, Tree, Work } from '@tributary/protocol'
import fc from 'fast-check'
import { type Address, createTestClient, encodeFunctionData, erc20Abi, type Hex, http } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keep } from '../../test/keep.ts'
import { openStudio, type Studio, someRecord } from '../../test/studio.ts'
import * as sdk from '../index.ts'

type Person = Awaited<ReturnType<Studio['person']>>

let studio: Studio
let payer: Person
const people: Address[] = Array.from({ length: 6 }, () => privateKeyToAccount(generatePrivateKey()).address)

beforeAll(async () => {
  studio = await openStudio()
  payer = await studio.person(10n ** 15n)
})
afterAll(() => studio.chain.stop())

/** What a random work looks like: each flow names a person, an earlier work or a tree of both. */
const flowShape = fc.record({
  kind: fc.constantFrom('work' as const, 'account' as const, 'tree' as const),
  share: fc.integer({ min: 0, max: 300_000 }),
  to: fc.nat(),
  leaves: fc.array(fc.record({ isWork: fc.boolean(), to: fc.nat(), weight: fc.bigInt(1n, 1000n) }), {
    minLength: 1,
    maxLength: 4,
  }),
})
const shapes = fc.array(fc.record({ creator: fc.nat(), flows: fc.array(flowShape, { maxLength: 3 }) }), {
  minLength: 2,
  maxLength: 6,
})
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom('pay' as const, 'settleLineage' as const, 'claimAll' as const, 'collect' as const),
    at: fc.nat(),
    amount: fc.bigInt(1n, 10_000_000n),
    isResale: fc.boolean(),
  }),
  { minLength: 3, maxLength: 8 },
)

type Shape = { creator: number; flows: { kind: Flow.Kind; share: number; to: number; leaves: LeafShape[] }[] }
type LeafShape = { isWork: boolean; to: number; weight: bigint }

const at = <value>(list: readonly value[], index: number): value => list[index % list.length]!
const accountAt = (index: number) => Account.from({ address: at(people, index) })

async function build(made: readonly Shape[]): Promise<Hex[]> {
  const home = Account.from({ chainId: 31337, address: studio.client.deployment.works })
  const ids: Hex[] = []
  for (const { creator, flows } of made) {
    const trees: Tree.Tree[] = []
    const terms: Flow.Flow[] = []
    for (const { kind, share, to, leaves } of flows) {
      if (kind === 'tree') {
        const tree = await Tree.from(
          leaves.map((leaf) =>
            leaf.isWork && ids.length > 0
              ? Leaf.toWork(at(ids, leaf.to), leaf.weight)
              : Leaf.toAccount(accountAt(leaf.to), leaf.weight),
          ),
        )
        trees.push(tree)
        terms.push(Flow.toTree(tree.root, share))
      } else if (kind === 'work' && ids.length > 0) terms.push(Flow.toWork(at(ids, to), share))
      else terms.push(Flow.toAccount(accountAt(to), share))
    }
    const work = Work.from({ creator: accountAt(creator), home, record: someRecord(), flows: terms })
    ids.push(await keep(studio.client.store!, work, trees))
  }
  return ids
}

async function play(act: { kind: string; at: number; amount: bigint; isResale: boolean }, ids: Hex[]): Promise<void> {
  const token = studio.dollar
  const work = at(ids, act.at)
  const bucket = act.isResale ? ('resale' as const) : ('sales' as const)
  if (act.kind === 'pay') await sdk.pay(payer, { work, token, amount: act.amount, bucket })
  else if (act.kind === 'settleLineage') await sdk.settleLineage(payer, { work, token, bucket })
  else if (act.kind === 'claimAll') await sdk.claimAll(payer, { token, account: at(people, act.at) })
  else {
    const terms = (await sdk.workOf(studio.client.store!, work))!
    await sdk.collect(payer, { work: terms, token, bucket }).catch((error) => {
      if (!sdk.isReverted(error, 'NothingOwed')) throw error
    })
  }
}

test('after any lineage, payments and claims in any order, everything reconciles to the wei (R-2)', {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(shapes, acts, async (made, wanted) => {
      const ids = await build(made as Shape[])
      await sdk.pay(payer, { work: at(ids, 1), token: studio.dollar, amount: 999_983n })
      for (const act of wanted) await play(act, ids)
      const totals = (await sdk.reconcile(studio.client)).tokens.get(studio.dollar)!
      expect(totals.paidIn).toBe(totals.paidOut + totals.unclaimed + totals.dust)
      expect(totals.locked).toBe(0n)
      expect(totals.dust).toBeLessThan(await dustLimit())
      const rebuilt = await sdk.ledgerOf(studio.client)
      const statements = people.map((account) => sdk.statementOf(rebuilt, account).totals.get(studio.dollar))
      const open = statements.reduce((sum, totals) => sum + (totals?.payable ?? 0n) + (totals?.pending ?? 0n), 0n)
      expect(open).toBe(totals.unclaimed)
    }),
    { numRuns: 12 },
  )
  for (const account of people) await sdk.claimAll(payer, { token: studio.dollar, account })
  const { unclaimed, paidIn, paidOut, dust } = (await sdk.reconcile(studio.client)).tokens.get(studio.dollar)!
  expect(unclaimed).toBe(0n)
  expect(paidIn - paidOut).toBe(dust)
  const balances = await Promise.all(people.map(studio.balanceOf))
  expect(balances.reduce((sum, balance) => sum + balance, 0n)).toBe(paidOut)
})

/** Less than flows + 1 + leaves of every bucket. */
async function dustLimit(): Promise<bigint> {
  const { ledger, buckets, lineage } = await sdk.ledgerOf(studio.client)
  const limits = [...ledger.books.entries.values()].map(({ bucket }) => {
    const { flows } = buckets.get(bucket)!.work
    const leaves = flows.map(({ kind, to }) => (kind === 'tree' ? lineage.trees.get(to)!.size : 0))
    return flows.length + 1 + leaves.reduce((sum, size) => sum + size, 0)
  })
  return BigInt(limits.reduce((sum, limit) => sum + limit, 0))
}

test('who holds no preimages sees what is paid in and out, and all the rest as locked', async () => {
  const ids = await build([
    { creator: 0, flows: [] },
    { creator: 1, flows: [{ kind: 'tree', share: 500_000, to: 0, leaves: leavesOf(0, 1, 2) }] },
    { creator: 2, flows: [{ kind: 'work', share: 500_000, to: 1, leaves: [] }] },
  ])
  await sdk.pay(payer, { work: ids[2]!, token: studio.dollar, amount: 1_000_000n })
  await sdk.settleLineage(payer, { work: ids[2]!, token: studio.dollar })
  await sdk.pay(payer, { work: ids[2]!, token: studio.dollar, amount: 777_777n })
  const known = (await sdk.reconcile(studio.client)).tokens.get(studio.dollar)!
  const stranger = (await sdk.reconcile(sdk.as(studio.client, { store: undefined }))).tokens.get(studio.dollar)!
  expect([stranger.paidIn, stranger.paidOut]).toEqual([known.paidIn, known.paidOut])
  expect(stranger.locked).toBe(known.paidIn - known.paidOut)
  // The terms of works are public once they are published; trees are not.
  const works = await Promise.all(ids.map(async (id) => (await sdk.workOf(studio.client.store!, id))!))
  await sdk.publish(payer, { works })
  const reader = (await sdk.reconcile(sdk.as(studio.client, { store: undefined }))).tokens.get(studio.dollar)!
  expect(reader.paidIn).toBe(reader.paidOut + reader.unclaimed + reader.locked + reader.dust)
  expect(reader.unclaimed).toBeGreaterThan(0n)
  expect(reader.locked).toBeLessThan(stranger.locked)
})

function leavesOf(...to: number[]): LeafShape[] {
  return to.map((index) => ({ isWork: index === 0, to: index, weight: BigInt(index + 1) }))
}

test('reading from too late a block is noticed', async () => {
  const late = await studio.client.public.getBlockNumber()
  await expect(sdk.reconcile(studio.client, { since: late / 2n })).rejects.toBeInstanceOf(sdk.DifferenceError)
})

test('a ledger that holds a wei too little is noticed, one that was given a gift is not', async () => {
  const { ledger } = studio.client.deployment
  const test = createTestClient({ mode: 'anvil', transport: http(studio.chain.rpc) })
  await studio.mintDollars(ledger, 5n)
  await sdk.reconcile(studio.client)
  await test.impersonateAccount({ address: ledger })
  await studio.chain.fund(ledger)
  const stolen = (await studio.balanceOf(ledger)) - (await paidMinusOut()) + 1n
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [people[0]!, stolen] })
  const hash = await test.request({
    method: 'eth_sendTransaction' as never,
    params: [{ from: ledger, to: studio.dollar, data }] as never,
  })
  await studio.client.public.waitForTransactionReceipt({ hash: hash as Hex })
  const error = await sdk.reconcile(studio.client).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(sdk.DifferenceError)
  expect((error as sdk.DifferenceError).difference).toBe(-1n)
  await expect(sdk.statement(studio.client, { account: people[0]! })).rejects.toBeInstanceOf(sdk.DifferenceError)
})

async function paidMinusOut(): Promise<bigint> {
  const { paidIn, paidOut } = (await sdk.reconcile(studio.client)).tokens.get(studio.dollar)!
  return paidIn - paidOut
}
