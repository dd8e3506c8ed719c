import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Account, Work } from '@tributary/protocol'
import { createTestClient, http } from 'viem'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keep } from '../../test/keep.ts'
import { openStudio, type Studio, someRecord } from '../../test/studio.ts'
import * as sdk from '../index.ts'
import { EmbeddedChain, FileJournal } from '../node/index.ts'

let studio: Studio
let buyer: Awaited<ReturnType<Studio['person']>>
let work: `0x${string}`
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'send-'))
  studio = await openStudio(folder)
  const journal = FileJournal.open(join(folder, 'journal.jsonl'))
  buyer = { ...(await studio.person(10_000_000n)), journal }
  const home = Account.from({ chainId: 31337, address: studio.client.deployment.works })
  work = await keep(buyer.store!, Work.from({ creator: Account.from(buyer.account), home, record: someRecord() }))
})
afterEach(() => studio.chain.stop())

const payment = () => ({ work, token: studio.dollar, amount: 1_000_000n, key: 'order 1' })

/** Waits until what happened so far is on disk. */
const settleDown = () => new Promise((resolve) => setTimeout(resolve, 2_500))

function killChain(): void {
  try {
    process.kill(studio.chain.pid, 'SIGKILL')
  } catch {
    // It was killed before.
  }
}

/** Kills the chain as a power cut would, and starts it again from what is on disk. */
async function crash(): Promise<sdk.Client> {
  killChain()
  const chain = await EmbeddedChain.start({ folder: join(folder, 'chain'), port: studio.chain.port })
  studio = { ...studio, chain }
  const { account, store, journal } = buyer
  return sdk.connect({ rpc: chain.rpc, genesis: buyer.genesis, account, store, journal, retries: 0 })
}

test('a payment that the chain forgot is made again, once, and one that it kept is not', async () => {
  await settleDown()
  await sdk.pay(buyer, payment())
  const after = await crash()
  const { hash } = await sdk.pay(after, payment())
  expect(await studio.balanceOf(buyer.account.address)).toBe(9_000_000n)
  await settleDown()
  const later = await crash()
  expect((await sdk.pay(later, payment())).hash).toBe(hash)
  expect(await studio.balanceOf(buyer.account.address)).toBe(9_000_000n)
  await sdk.reconcile(later)
})

test('a chain that dies in the middle is named, and the same call goes on when it is back', async () => {
  await settleDown()
  const mortal = { ...buyer.journal!, write: dieAfterSigning(buyer.journal!) }
  const error = await sdk.pay({ ...buyer, journal: mortal }, payment()).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'Client.UnreachableError', retry: true })
  const after = await crash()
  await sdk.pay(after, payment())
  expect(await studio.balanceOf(buyer.account.address)).toBe(9_000_000n)
})

function dieAfterSigning(journal: sdk.Journal.Journal): sdk.Journal.Journal['write'] {
  return async (entry) => {
    await journal.write(entry)
    if (entry.kind === 'transaction.pay') killChain()
  }
}

test('a chain that was made anew is not taken for the one of before', async () => {
  await studio.chain.stop()
  const other = await EmbeddedChain.start({ folder: mkdtempSync(join(tmpdir(), 'other-')), port: studio.chain.port })
  studio = { ...studio, chain: other }
  await expect(sdk.connect({ rpc: other.rpc, genesis: buyer.genesis })).rejects.toMatchObject({
    name: 'Client.ChainResetError',
  })
  await expect(sdk.connect({ rpc: other.rpc })).rejects.toMatchObject({ name: 'Client.NotDeployedError' })
})

test('a transaction whose nonce another one used is signed anew', async () => {
  const test = createTestClient({ mode: 'anvil', transport: http(studio.chain.rpc) })
  const { deployment, journal } = buyer
  await sdk.approve(buyer, { token: studio.dollar, spender: deployment.ledger, amount: 1_000_000n })
  await test.setAutomine(false)
  const stuck = { ...buyer, turns: <value>(_: string, act: () => Promise<value>) => act() }
  void sdk.pay(stuck, payment()).catch(() => undefined)
  await expect.poll(async () => (await test.getTxpoolStatus()).pending).toBe(1)
  const [signed] = await journal!.entries()
  await test.dropTransaction({ hash: (signed!.value as { hash: `0x${string}` }).hash })
  await test.setAutomine(true)
  await sdk.approve(buyer, { token: studio.dollar, spender: deployment.licenses, amount: 1n })
  const { credited, hash } = await sdk.pay(buyer, payment())
  expect(credited).toBe(1_000_000n)
  expect(hash).not.toBe((signed!.value as { hash: `0x${string}` }).hash)
  expect(await studio.balanceOf(buyer.account.address)).toBe(9_000_000n)
})

test('two payments of one account at a time both arrive, and the same one twice at a time arrives once', async () => {
  const { key: _, ...unnamed } = payment()
  await Promise.all([sdk.pay(buyer, unnamed), sdk.pay(buyer, unnamed)])
  expect(await studio.balanceOf(buyer.account.address)).toBe(8_000_000n)
  const [one, two] = await Promise.all([sdk.pay(buyer, payment()), sdk.pay(buyer, payment())])
  expect(one.hash).toBe(two.hash)
  expect(await studio.balanceOf(buyer.account.address)).toBe(7_000_000n)
})

test('two clients of one account share its turns', async () => {
  const { rpc, account, store } = buyer
  const other = await sdk.connect({ rpc, account, store })
  const { key: _, ...unnamed } = payment()
  await Promise.all([buyer, other, buyer, other].map((client) => sdk.pay(client, unnamed)))
  expect(await studio.balanceOf(account.address)).toBe(6_000_000n)
})

test('one key does not stand for two acts', async () => {
  await sdk.pay(buyer, payment())
  const other = { ...payment(), amount: 2n }
  await expect(sdk.pay(buyer, other)).rejects.toThrow(/The key "order 1" stands for the transaction 0x.*something else/)
  expect(await studio.balanceOf(buyer.account.address)).toBe(9_000_000n)
})

test('a key without a journal is refused', async () => {
  const forgetful = sdk.as(buyer, { journal: undefined as never })
  await expect(sdk.pay(forgetful, payment())).rejects.toMatchObject({ name: 'Journal.NoJournalError' })
})
