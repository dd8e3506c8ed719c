import { Account, Flow, Split, Tree, Work } from '@tributary/protocol'
import { MemoryStore } from '@tributary/provenance'
import { zeroAddress } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keep } from '../../test/keep.ts'
import { type River, river } from '../../test/lineage.ts'
import { openStudio, type Studio, someRecord } from '../../test/studio.ts'
import * as sdk from '../index.ts'

const fresh = () => privateKeyToAccount(generatePrivateKey()).address

let studio: Studio
let buyer: sdk.Client
beforeAll(async () => {
  studio = await openStudio()
  buyer = await studio.person(1_000_000_000n)
})
afterAll(() => studio.chain.stop())

async function people() {
  const [curator, developer, creator, author, one, two] = [fresh(), fresh(), fresh(), fresh(), fresh(), fresh()]
  return { curator, developer, creator, author, artists: [one, two] as const }
}

describe('one payment for an output', () => {
  let all: Awaited<ReturnType<typeof people>>
  let works: River
  beforeAll(async () => {
    all = await people()
    works = await river(studio.client, all)
  })

  test('is quoted to everyone upstream, and everyone gets exactly that', async () => {
    const { ids } = works
    const split = await sdk.quote(studio.client, { work: ids.output, amount: 10_000_000n })
    const { credited, gas } = await sdk.pay(buyer, { work: ids.output, token: studio.dollar, amount: 10_000_000n })
    expect(credited).toBe(10_000_000n)
    expect(gas).toBeGreaterThan(30_000n)

    const moves = await sdk.settleLineage(buyer, { work: ids.output, token: studio.dollar })
    expect(moves.skipped).toEqual([])
    for (const [account, amount] of split.payees) {
      const address = `0x${(account & ((1n << 160n) - 1n)).toString(16).padStart(40, '0')}` as const
      expect(await studio.balanceOf(address)).toBe(amount)
    }
    expect(await studio.balanceOf(all.author)).toBe(500_000n)
    expect(await studio.balanceOf(all.artists[0])).toBe(1_125_000n + 135_000n)
  })

  test('leaves a ledger that reconciles to the wei, and statements that add up to it', async () => {
    const { tokens, payments } = await sdk.reconcile(studio.client)
    const totals = tokens.get(studio.dollar)!
    expect(payments).toBe(1)
    expect(totals).toMatchObject({ paidIn: 10_000_000n, unclaimed: 0n, locked: 0n })
    expect(totals.paidIn).toBe(totals.paidOut + totals.unclaimed + totals.locked + totals.dust)
    const { lines, totals: mine } = await sdk.statement(studio.client, { account: all.artists[0] })
    expect(lines).toHaveLength(2)
    expect(mine.get(studio.dollar)).toMatchObject({ paid: 1_260_000n, payable: 0n, pending: 0n })
  })
})

test('step by step, each claim pays what is due and a second one says that nothing is owed', async () => {
  const all = await people()
  const { model, output, dataset, tree, ids } = await river(studio.client, all)
  const token = studio.dollar
  await sdk.pay(buyer, { work: ids.output, token, amount: 1_000_003n })
  const early = await sdk.owed(buyer, { work: model, token })
  expect(early).toEqual({ flows: [0n], residual: 0n })

  const edges = [
    { work: output, flow: 0 },
    { work: model, flow: 0 },
  ]
  const { moved } = await sdk.distribute(buyer, { edges, token })
  expect(moved.map(({ amount }) => amount)).toEqual([100_000n, 20_000n])
  expect((await sdk.claim(buyer, { work: output, flow: 2, token })).amount).toBe(50_000n)
  await expect(sdk.claim(buyer, { work: output, flow: 2, token })).rejects.toMatchObject({ error: 'NothingOwed' })
  const leaf = { leaf: Tree.leaf(tree, 1), proof: Tree.proof(tree, 1) }
  expect((await sdk.claimTree(buyer, { work: dataset, flow: 0, token, ...leaf })).amount).toBe(4_500n)
  expect((await sdk.collect(buyer, { work: output, token })).amount).toBe(700_002n)
  const settled = await sdk.settle(buyer, { steps: [{ work: model }, { work: dataset }], token })
  expect(settled.paid.map(({ amount }) => amount)).toEqual([80_000n, 2_000n])
})

test('a payment whose lineage nobody can show is refused before anything is sent', async () => {
  const { ids } = await river(studio.client, await people())
  const blind = sdk.as(buyer, { store: new MemoryStore() })
  const before = await studio.balanceOf(buyer.account!.address)
  const payment = { work: ids.output, token: studio.dollar, amount: 5n }
  await expect(sdk.pay(blind, payment)).rejects.toMatchObject({ name: 'Lineage.MissingPreimageError' })
  await expect(sdk.quote(blind, payment)).rejects.toMatchObject({ name: 'Lineage.MissingPreimageError' })
  expect(await studio.balanceOf(buyer.account!.address)).toBe(before)
})

test('an account without money is told what it has and what it needs', async () => {
  const { ids } = await river(studio.client, await people())
  const poor = await studio.person(4n)
  await expect(sdk.pay(poor, { work: ids.output, token: studio.dollar, amount: 5n })).rejects.toThrow(
    /holds 4 of token .*; 5 is needed/,
  )
})

test('an account without ether is told so, and a relayer pays the gas instead', async () => {
  const artist = privateKeyToAccount(generatePrivateKey())
  const all = { ...(await people()), author: artist.address }
  const { output, ids } = await river(studio.client, all)
  await sdk.pay(buyer, { work: ids.output, token: studio.dollar, amount: 100n })
  const broke = sdk.as(studio.client, { account: artist })
  const claim = { work: output, flow: 2, token: studio.dollar }
  await expect(sdk.claim(broke, claim)).rejects.toMatchObject({ name: 'Client.NoGasMoneyError' })
  const relayed = await sdk.submit(await studio.person(), sdk.claimCall(broke, claim))
  expect(relayed.paid).toEqual([{ account: artist.address, to: artist.address, token: studio.dollar, amount: 5n }])
  expect(await studio.balanceOf(artist.address)).toBe(5n)
})

test('only the payee may send the money elsewhere', async () => {
  const author = await studio.person()
  const { output, ids } = await river(studio.client, { ...(await people()), author: author.account.address })
  await sdk.pay(buyer, { work: ids.output, token: studio.dollar, amount: 100n })
  const elsewhere = fresh()
  const claim = { work: output, flow: 2, token: studio.dollar, to: elsewhere }
  await expect(sdk.claim(buyer, claim)).rejects.toThrow(/is not the payee .*, so it cannot name another recipient/)
  expect((await sdk.claim(author, claim)).amount).toBe(5n)
  expect(await studio.balanceOf(elsewhere)).toBe(5n)
})

test('everything owed to one account is lifted and claimed in one transaction, and again costs nothing', async () => {
  const all = await people()
  const { ids } = await river(studio.client, all)
  await sdk.payMany(buyer, {
    payments: [
      { work: ids.output, token: studio.dollar, amount: 1_000_000n },
      { work: ids.model, token: studio.dollar, amount: 500_000n },
      { work: ids.output, bucket: 'resale', token: studio.dollar, amount: 200_000n },
    ],
  })
  const account = all.artists[1]
  const before = await sdk.statement(studio.client, { account })
  const { payable, pending } = before.totals.get(studio.dollar)!
  const { amount, transactions } = await sdk.claimAll(buyer, { account, token: studio.dollar })
  expect(amount).toBe(payable + pending)
  expect(amount).toBe(37_500n + 7_500n + 4_500n + 22_500n + 900n)
  expect(transactions).toHaveLength(1)
  expect(await studio.balanceOf(account)).toBe(amount)
  expect(await sdk.claimAll(buyer, { account, token: studio.dollar })).toEqual({ transactions: [], amount: 0n })
  await sdk.reconcile(studio.client)
})

test('everyone on a path of eight works is paid in one transaction of one call', async () => {
  const home = Account.from({ chainId: 31337, address: studio.client.deployment.works })
  const creators = Array.from({ length: 8 }, fresh)
  const ids: `0x${string}`[] = []
  for (const address of creators) {
    const flows = ids.slice(-1).map((parent) => Flow.toWork(parent, 500_000))
    const work = Work.from({ creator: Account.from({ address }), home, record: someRecord(), flows })
    ids.push(await keep(studio.client.store!, work))
  }
  await sdk.pay(buyer, { work: ids.at(-1)!, token: studio.dollar, amount: 1_280_000n })
  const { paid, lifted, skipped, gas } = await sdk.settleLineage(buyer, { work: ids.at(-1)!, token: studio.dollar })
  expect(paid.map(({ amount }) => amount)).toEqual([
    640_000n,
    320_000n,
    160_000n,
    80_000n,
    40_000n,
    20_000n,
    10_000n,
    10_000n,
  ])
  expect([lifted.length, skipped.length]).toEqual([7, 0])
  // First payments to new accounts: each writes slots that later ones only change.
  expect(gas).toBeLessThan(1_000_000n)
})

test('a work that promises too much never reaches the chain', async () => {
  const { output } = await river(studio.client, await people())
  const greedy = { ...output, flows: output.flows.map((flow) => ({ ...flow, share: 400_000 })) }
  await expect(sdk.publish(buyer, { works: [greedy] })).rejects.toThrow('The shares add up to 1200000')
  const call = { ...sdk.claimCall(buyer, { work: output, flow: 7, token: zeroAddress }) }
  await expect(sdk.submit(buyer, call)).rejects.toThrow('The flow 7 does not exist; the work has 3')
})

test('the SDK and the contract split any payment the same way', async () => {
  const all = await people()
  const { output, ids } = await river(studio.client, all)
  const lineage = await sdk.lineageOf(studio.client.store!, [ids.output])
  for (const amount of [1n, 7n, 999_999n, 1_000_001n]) {
    await sdk.pay(buyer, { work: ids.output, token: studio.dollar, amount })
    const { flows, residual } = await sdk.owed(buyer, { work: output, token: studio.dollar })
    const gross = (await sdk.readEvents(buyer)).ledger
      .filter((event) => event.eventName === 'Paid' && event.args.bucket === ids.output)
      .reduce((sum, event) => sum + ('amount' in event.args ? event.args.amount : 0n), 0n)
    const split = Split.from({ lineage, work: ids.output, amount: gross })
    const lines = split.lines.filter(({ work }) => work === ids.output).map((line) => line.amount)
    expect([...flows, residual]).toEqual(lines)
  }
})
