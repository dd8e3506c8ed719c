import { Account, Amount, Flow, Rights } from '@tributary/protocol'
import { draftImport, isMinted, isValid, type Prepared, pay } from '@tributary/sdk'
import type { Plan, Problem, Receipt } from '@tributary/sdk/wire'
import { createWalletClient, type Hex, http, type PrivateKeyAccount, publicActions } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { index } from '../../test/index.ts'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { createApp } from '../api/createApp.ts'
import type { Api } from '../api/Services.ts'

let studio: TestStudio
let app: Api
let work: Prepared
let artist: PrivateKeyAccount
let serial = 0
const closing = new AsyncDisposableStack()

beforeAll(async () => {
  studio = closing.use(await openStudio())
  app = createApp(studio.services)
  artist = await studio.person('artist')
  closing.defer(await index(studio))
  const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain' }
  const flows = [Flow.toAccount(Account.from({ address: artist.address }), 250_000)]
  work = await studio.publish({ ...draftImport({ name: 'River', content }), flows })
})
afterAll(() => closing.disposeAsync())

async function ask<answer = Plan>(name: string, body: object, path = `/v1/plans/${name}`) {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await app.request(path, init)
  return { status: response.status, body: (await response.json()) as answer }
}

/** Signs and sends every call of a plan, as a wallet does. */
async function send(account: PrivateKeyAccount, { calls }: Plan): Promise<void> {
  const wallet = createWalletClient({ account, transport: http(studio.services.client.rpc) }).extend(publicActions)
  for (const { to, data, value, gas } of calls) {
    const call = {
      to: to as Hex,
      data: data as Hex,
      value: BigInt(value),
      ...(gas && { gas: BigInt(gas) }),
      chain: null,
    }
    const hash = await wallet.sendTransaction(call)
    const { status } = await wallet.waitForTransactionReceipt({ hash, pollingInterval: 20 })
    expect(status).toBe('success')
  }
}

const offer = (change: object = {}) =>
  studio.offer({
    work: work.id,
    gateway: studio.services.keys.account('gateway').address,
    price: 2_000_000n,
    rights: Rights.from(['display']),
    supply: 9,
    salt: BigInt(++serial),
    ...change,
  })
const person = (dollars: bigint) => studio.person(`person-${++serial}`, dollars)

test('buying: approves exactly the price, says what leaves and arrives, and does it when it is sent', async () => {
  const { id } = await offer()
  const account = await person(5_000_000n)
  const { status, body } = await ask('buy', { account: account.address, offer: id })
  expect(status).toBe(200)
  expect(body.title).toBe('License "River" for 2 TUSD')
  expect(body.calls).toHaveLength(2)
  expect(body.leaves[0]?.money).toMatchObject({ amount: '2000000', token: { symbol: 'TUSD' } })
  expect(body.arrives[0]?.what).toBe('A license for "River": display, for ever')
  expect(BigInt(body.cost.gas)).toBeGreaterThan(100_000n)
  expect(body.cost.dollars).toMatch(/^\d+\.\d\d$/)
  await send(account, body)
  expect(await studio.balance(account.address)).toBe(3_000_000n)
  const license = (BigInt(id) & ~0xffffffffn) | 1n
  expect(await isValid(studio.services.client, { license, right: 'display' })).toBe(true)
})

test('one signature buys a license for somebody without ether, once however often it is handed in', async () => {
  const { id } = await offer()
  const account = studio.services.keys.account('etherless')
  await studio.give(account.address, 2_000_000n)
  const { body: plan } = await ask('order', { account: account.address, offer: id })
  expect(plan).toMatchObject({ title: 'License "River" for 2 TUSD', calls: [], cost: { fee: '0' } })
  const { typedData, post, body } = plan.signature!
  const signature = await account.signTypedData(typedData as never)
  const order = { ...body, authorization: { ...(body.authorization as object), signature } }
  const answers = await Promise.all([1, 2, 3].map(() => ask<Receipt>('', order, post)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(new Set(answers.map(({ body: { license } }) => license)).size).toBe(1)
  expect(await studio.balance(account.address)).toBe(0n)
  const forged = { ...order, authorization: { ...order.authorization, nonce: `0x${'77'.repeat(32)}` } }
  expect(await ask<Problem>('', forged, post)).toMatchObject({ status: 409, body: { title: 'The order was refused' } })
  expect(await ask<Problem>('order', { account: account.address, offer: id })).toMatchObject({ status: 409 })
})

test('paying, claiming, collecting and distributing move what they say', async () => {
  const account = await person(10_000_000n)
  const fields = { account: account.address, work: work.id, token: studio.dollar, amount: '10000000' }
  const paid = await ask('pay', fields)
  expect(paid.body.title).toBe('Pay 10 TUSD to "River"')
  await send(account, paid.body)

  const before = await studio.balance(artist.address)
  const claim = await ask('claim', { account: artist.address })
  const owed = BigInt(claim.body.arrives[0]!.money!.amount)
  expect(owed).toBeGreaterThanOrEqual(Amount.flowDue(10_000_000n, 250_000))
  await send(artist, claim.body)
  expect(await studio.balance(artist.address)).toBe(before + owed)

  const creator = studio.services.keys.account('creator')
  const collect = await ask('collect', { account: creator.address, work: work.id, token: studio.dollar })
  const residual = BigInt(collect.body.arrives[0]!.money!.amount)
  expect(residual).toBeGreaterThanOrEqual(7_500_000n)
  const distribute = await ask('distribute', { account: creator.address, work: work.id, token: studio.dollar })
  expect(distribute.body.arrives[0]?.money?.amount).toBe(`${residual}`)
  await send(creator, distribute.body)
  expect((await ask<Problem>('claim', { account: artist.address })).body).toMatchObject({ title: 'Nothing is owed' })
})

test('minting, publishing and withdrawing say what they do', async () => {
  const creator = studio.services.keys.account('creator')
  const published = await ask('publish', { account: creator.address, works: [work.id] })
  expect(published.body.title).toBe('Publish "River"')
  await send(creator, published.body)
  const mint = await ask('mint', { account: creator.address, work: work.id })
  await send(creator, mint.body)
  expect(await isMinted(studio.services.client, { work: work.work })).toBe(true)
  const { id } = await offer()
  await send(creator, (await ask('cancel', { account: creator.address, offer: id })).body)
  const buyer = await person(5_000_000n)
  const refused = await ask<Problem>('buy', { account: buyer.address, offer: id })
  expect(refused).toMatchObject({ status: 409, body: { title: 'The chain would refuse it' } })
})

test('what would fail is refused with the reason, and nothing is sent', async () => {
  const { id } = await offer()
  const poor = await person(1_999_999n)
  const cases: [string, object, number, string][] = [
    ['buy', { account: poor.address, offer: id }, 409, 'Too little money'],
    ['buy', { account: poor.address, offer: `0x${'00'.repeat(32)}` }, 404, 'No such offer'],
    ['buy', { account: 'nobody', offer: id }, 422, 'Invalid request'],
    ['pay', { account: poor.address, work: work.id, token: studio.dollar, amount: '0' }, 422, 'Nothing to pay'],
    ['pay', { account: poor.address, work: work.id, token: studio.dollar, amount: '-1' }, 422, 'Invalid request'],
    ['mint', { account: poor.address, work: work.id }, 403, 'Only the creator mints'],
    ['publish', { account: poor.address, works: [] }, 422, 'Invalid request'],
    ['collect', { account: poor.address, work: `0x${'11'.repeat(32)}`, token: studio.dollar }, 404, 'No such work'],
  ]
  for (const [name, body, status, title] of cases) {
    expect(await ask<Problem>(name, body)).toMatchObject({ status, body: { status, title } })
  }
})

test('an account without ether is told what it needs', async () => {
  const { id } = await offer({ price: 0n })
  const account = studio.services.keys.account('penniless').address
  expect(await ask<Problem>('buy', { account, offer: id })).toMatchObject({
    body: { title: 'Too little ether for gas' },
  })
})

test('a relayed claim pays the artist, who has no gas; what is no claim is not sent', async () => {
  const payer = await person(4_000_000n)
  await pay(studio.as(payer), { work: work.id, token: studio.dollar, amount: 4_000_000n })
  const before = await studio.balance(artist.address)
  const { body } = await ask('claim', { account: artist.address })
  const [call] = body.calls
  const relay = (fields: object) => ask<Problem>('relay', fields, '/v1/relay')
  const sent = await relay({ account: artist.address, to: call!.to, data: call!.data })
  expect(sent.status).toBe(200)
  expect(await studio.balance(artist.address)).toBe(before + 1_000_000n)
  expect(await relay({ account: artist.address, to: call!.to, data: call!.data })).toMatchObject({ status: 409 })
  expect(await relay({ account: artist.address, to: studio.dollar, data: call!.data })).toMatchObject({ status: 422 })
  const pays = await ask('pay', {
    account: (await person(1n)).address,
    work: work.id,
    token: studio.dollar,
    amount: '1',
  })
  const other = pays.body.calls.at(-1)!
  expect(await relay({ account: artist.address, to: other.to, data: other.data })).toMatchObject({ status: 422 })
})
