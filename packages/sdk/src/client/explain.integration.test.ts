import { afterAll, beforeAll, expect, test } from 'vitest'
import { type River, river } from '../../test/lineage.ts'
import { openProxy, type Whim } from '../../test/proxy.ts'
import { openStudio, type Studio } from '../../test/studio.ts'
import * as sdk from '../index.ts'

let studio: Studio
let works: River
let buyer: Awaited<ReturnType<Studio['person']>>
beforeAll(async () => {
  studio = await openStudio()
  buyer = await studio.person(100_000_000n)
  const [curator, developer, creator, author, one, two] = await Promise.all(
    Array.from({ length: 6 }, async () => (await studio.person()).account.address),
  )
  const artists = [one!, two!] as const
  works = await river(studio.client, {
    curator: curator!,
    developer: developer!,
    creator: creator!,
    author: author!,
    artists,
  })
  await sdk.pay(buyer, { work: works.ids.output, token: studio.dollar, amount: 1_000_000n })
})
afterAll(() => studio.chain.stop())

async function through(whim: (request: { method: string; params: readonly unknown[] }) => Whim): Promise<{
  client: sdk.Client
  close: () => void
}> {
  const { rpc, close } = await openProxy(studio.chain.rpc, whim)
  const { account, store, journal } = buyer
  return { client: await sdk.connect({ rpc, account, store, journal, retries: 0 }), close }
}

test('a node that limits the range of logs is read in parts', async () => {
  const most = 3n
  const { client, close } = await through(({ method, params }) => {
    if (method !== 'eth_getLogs') return undefined
    const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string }
    return BigInt(toBlock) - BigInt(fromBlock) >= most ? { error: 'query exceeds max block range' } : undefined
  })
  const { tokens } = await sdk.reconcile(client)
  expect(tokens.get(studio.dollar)!.paidIn).toBe(1_000_000n)
  close()
})

test('a gateway that is busy is named with what it answers, and may be asked again', async () => {
  let busy = false
  const { client, close } = await through(() => (busy ? { status: 503 } : undefined))
  busy = true
  const owed = () => sdk.owed(client, { work: works.output, token: studio.dollar })
  await expect(owed()).rejects.toMatchObject({ name: 'Client.UnreachableError', retry: true })
  await expect(owed()).rejects.toThrow('answers with HTTP status 503 only')
  busy = false
  expect((await owed()).flows[2]).toBe(50_000n)
  close()
})

test('a line that breaks at any request of a payment leads to exactly one payment', async () => {
  const before = await studio.balanceOf(buyer.account.address)
  let breakAt = 0
  let count = 0
  const { client, close } = await through(() => {
    count += 1
    return count === breakAt ? { hangUp: true } : undefined
  })
  const payment = { work: works.ids.output, token: studio.dollar, amount: 1n, key: 'through thin and thick' }
  for (breakAt = 1; ; breakAt++) {
    count = 0
    const error = await sdk.pay(client, payment).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (error === undefined) break
    expect(error).toMatchObject({ name: 'Client.UnreachableError', retry: true })
  }
  expect(breakAt).toBeGreaterThan(4)
  expect(await studio.balanceOf(buyer.account.address)).toBe(before - 1n)
  close()
})

test('a node that refuses for a reason of its own is quoted', async () => {
  const { client, close } = await through(({ method }) =>
    method === 'eth_estimateGas' ? { error: 'monthly capacity exceeded' } : undefined,
  )
  await expect(sdk.claim(client, { work: works.output, flow: 2, token: studio.dollar })).rejects.toThrow(
    /refused: .*monthly capacity exceeded/,
  )
  close()
})
