import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account, Flow, Leaf, Offer, Rights, Tree, Work } from '@tributary/protocol'
import { FileStore } from '@tributary/provenance/node'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { smallModel } from '../../test/artists.ts'
import { keep } from '../../test/keep.ts'
import { openStudio, type Studio, someRecord } from '../../test/studio.ts'
import type { Orders } from '../../test/victim.ts'
import * as sdk from '../index.ts'
import { FileJournal } from '../node/index.ts'

const victim = new URL('../../test/victim.ts', import.meta.url).pathname

/** Runs the victim; undefined when it was killed. */
function run(orders: Orders): Promise<Record<string, string> | undefined> {
  const child = spawn(process.execPath, [victim, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(undefined)
      else if (code === 0) resolve(JSON.parse(out))
      else reject(new Error(`the victim ended with ${code}`))
    })
  })
}

type Moment = Pick<Orders, 'killAfterEntry' | 'killAfterSend'>

/** Runs a scenario twice: to its end at the given moment, then to its own. Where nothing killed it, the second adds nothing. */
async function runTwice(orders: Orders, moment: Moment): Promise<{ killed: boolean; result: Record<string, string> }> {
  const first = await run({ ...orders, ...moment })
  const result = (await run(orders))!
  if (first !== undefined && orders.scenario !== 'claim') expect(result).toEqual(first)
  return { killed: first === undefined, result }
}

/** Every moment of an act, until it comes through unharmed. */
async function forEveryMoment(act: (moment: Moment) => Promise<boolean>): Promise<{ entries: number; sends: number }> {
  const count = async (name: keyof Moment): Promise<number> => {
    for (let n = 1; ; n++) if (!(await act({ [name]: n }))) return n - 1
  }
  const [entries, sends] = await Promise.all([count('killAfterEntry'), count('killAfterSend')])
  return { entries, sends }
}

let studio: Studio
let seller: sdk.Client & { account: { address: `0x${string}` } }
let model: Work.Work
let modelFile: string
const modelKey = generatePrivateKey()
const template = mkdtempSync(join(tmpdir(), 'crash-'))

beforeAll(async () => {
  studio = await openStudio()
  seller = await studio.person()
  const artist = privateKeyToAccount(generatePrivateKey()).address
  modelFile = join(template, 'small.model')
  writeFileSync(modelFile, (await smallModel({ ada: artist })).file)
  const store = await FileStore.open(join(template, 'store'))
  const home = Account.from({ chainId: studio.client.chainId, address: studio.client.deployment.works })
  model = Work.from({ creator: Account.from({ address: seller.account.address }), home, record: someRecord() })
  await keep(store, model)
  await sdk.authorize(seller, { model, key: privateKeyToAccount(modelKey).address })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
})
afterAll(() => studio.chain.stop())

/** A home of its own with an account of its own, as a copy of the template. */
async function newHome(dollars = 0n): Promise<{ orders: Orders; buyer: Awaited<ReturnType<Studio['person']>> }> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'))
  cpSync(join(template, 'store'), join(folder, 'store'), { recursive: true })
  const key = generatePrivateKey()
  const account = privateKeyToAccount(key)
  await studio.chain.fund(account.address)
  if (dollars > 0n) await studio.mintDollars(account.address, dollars)
  const orders = {
    scenario: 'pay',
    folder,
    rpc: studio.chain.rpc,
    key,
    work: Work.id(model),
    token: studio.dollar,
  } as const
  return { orders, buyer: { ...sdk.as(studio.client, { account }), account } }
}

const nonceOf = (address: `0x${string}`) => studio.client.public.getTransactionCount({ address })

describe('killed at any moment and run again', () => {
  test('a payment is made exactly once', { timeout: 120_000 }, async () => {
    const moments = await forEveryMoment(async (moment) => {
      const { orders, buyer } = await newHome(5_000_000n)
      const { killed } = await runTwice(orders, moment)
      expect(await studio.balanceOf(buyer.account.address)).toBe(1_000_000n)
      expect(await nonceOf(buyer.account.address)).toBe(2)
      return killed
    })
    expect(moments).toEqual({ entries: 1, sends: 2 })
  })

  test('a license is bought exactly once', { timeout: 120_000 }, async () => {
    const moments = await forEveryMoment(async (moment) => {
      const { orders, buyer } = await newHome(5_000_000n)
      const store = await FileStore.open(join(orders.folder, 'store'))
      const fields = { work: Work.id(model), token: studio.dollar, price: 4_000_000n, rights: Rights.from(['display']) }
      const salt = BigInt(orders.key)
      const { offer, signature } = await sdk.signOffer(sdk.as(seller, { store }), { ...fields, supply: 9, salt })
      const full: Orders = { ...orders, scenario: 'buy', offer: { terms: Offer.toJson(offer), signature } }
      const { killed, result } = await runTwice(full, moment)
      expect(result.license).toBe(`${((BigInt(Offer.id(offer)) >> 32n) << 32n) | 1n}`)
      expect(await studio.balanceOf(buyer.account.address)).toBe(1_000_000n)
      return killed
    })
    expect(moments).toEqual({ entries: 1, sends: 2 })
  })

  test('a claim pays everything once and loses nothing', { timeout: 120_000 }, async () => {
    const payer = await studio.person(100_000_000n)
    const moments = await forEveryMoment(async (moment) => {
      const { orders, buyer } = await newHome()
      const store = await FileStore.open(join(orders.folder, 'store'))
      const mine = Account.from({ address: buyer.account.address })
      const tree = await Tree.from([Leaf.toAccount(mine, 1n), Leaf.toAccount(mine, 2n)])
      const { creator, home } = model
      const flows = [Flow.toAccount(mine, 100_000), Flow.toTree(tree.root, 300_000)]
      const work = await keep(store, Work.from({ creator, home, record: someRecord(), flows }), [tree])
      await sdk.pay(sdk.as(payer, { store }), { work, token: studio.dollar, amount: 1_000_000n })
      const full: Orders = { ...orders, scenario: 'claim' }
      const { killed, result } = await runTwice(full, moment)
      if (!killed) expect(result).toEqual({ amount: '0' })
      expect(await studio.balanceOf(buyer.account.address)).toBe(400_000n)
      return killed
    })
    expect(moments).toEqual({ entries: 1, sends: 1 })
  })

  test('a work is published with the same id, anchored once and minted once', { timeout: 240_000 }, async () => {
    const moments = await forEveryMoment(async (moment) => {
      const { orders, buyer } = await newHome()
      const full: Orders = { ...orders, scenario: 'publish', modelKey, modelFile }
      const first = await run({ ...full, ...moment })
      const before = FileJournal.open(join(orders.folder, 'journal.jsonl'))
      const known = (await before.entries()).find(({ kind }) => kind === 'publish.work')?.value
      before.close()
      const result = await run(full)
      if (known !== undefined) expect(result!.id).toBe(known)
      if (first !== undefined) expect(result).toEqual(first)
      expect(await nonceOf(buyer.account.address)).toBe(2)
      const { works } = await sdk.readEvents(studio.client)
      const shown = works.filter((event) => event.eventName === 'Published' && event.args.work === result!.id)
      expect(shown).toHaveLength(1)
      return first === undefined
    })
    expect(moments).toEqual({ entries: 8, sends: 2 })
  })
})
