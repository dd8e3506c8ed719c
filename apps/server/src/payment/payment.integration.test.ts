import { Rights } from '@tributary/protocol'
import { cancel, checkoutOf, draftImport, isValid, type Prepared, soldOf, submitTransfer } from '@tributary/sdk'
import { decodePaymentResponseHeader } from '@x402/core/http'
import { wrapFetchWithPayment } from '@x402/fetch'
import { createWalletClient, erc20Abi, type Hex, http, type PrivateKeyAccount, verifyTypedData } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { type Changeable, clientOf, payFor } from '../../test/payer.ts'
import { createApp } from '../api/createApp.ts'
import { type Listening, listen } from '../api/listen.ts'
import { openDoor } from './Door.ts'
import { lookOnce } from './watchCheckouts.ts'

const price = 2_000_000n
const purse = 10_000_000n

let studio: TestStudio
let server: Listening
let work: Prepared
let serial = 0

beforeAll(async () => {
  studio = await openStudio()
  server = await listen(createApp(studio.services), { port: 0 })
  const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain', name: 'river.txt' }
  work = await studio.publish(draftImport({ name: 'River', content }))
})
afterAll(async () => {
  await server?.close()
  await studio?.[Symbol.asyncDispose]()
})

/** The form of a receipt, as spec/payment.md writes it. */
const receiptTypes = {
  checkout: 'address',
  offer: 'bytes32',
  resource: 'bytes32',
  work: 'bytes32',
  payer: 'address',
  nonce: 'bytes32',
  token: 'address',
  amount: 'uint256',
  license: 'uint256',
  transaction: 'bytes32',
  time: 'uint64',
}

/** A fresh offer of two dollars, and where it is sold. */
async function sell(change: { supply?: number } = {}) {
  const gateway = studio.services.keys.account('gateway').address
  const fields = {
    work: work.id,
    price,
    rights: Rights.from(['display']),
    supply: 100,
    gateway,
    salt: BigInt(++serial),
  }
  const signed = await studio.offer({ ...fields, ...change })
  return { ...signed, url: `${server.address}/pay/offers/${signed.id}` }
}

const buyer = (dollars = purse) => studio.person(`buyer-${++serial}`, dollars)
const standard = (account: PrivateKeyAccount) =>
  clientOf(account, { chainId: studio.services.client.chainId, asset: studio.dollar })
const pay = (account: PrivateKeyAccount, url: string, change?: (payload: Changeable) => void) =>
  payFor(standard(account), url, change)
const sold = (offer: Hex) => soldOf(studio.services.client, { offer })

describe('a standard client', () => {
  test('pays and gets the file, the license and the receipt', async () => {
    const { url, id } = await sell()
    const account = await buyer()
    const answer = await wrapFetchWithPayment(fetch, standard(account))(url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('The river knows\n')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*river\.txt$/)
    const settled = decodePaymentResponseHeader(answer.headers.get('payment-response')!)
    expect(settled).toMatchObject({ success: true, payer: account.address })
    const license = answer.headers.get('license')! as Hex
    expect(await isValid(studio.services.client, { license: BigInt(license), right: 'display' })).toBe(true)
    const receipt = JSON.parse(Buffer.from(answer.headers.get('receipt')!, 'base64').toString())
    const { signature, signer, chainId, ...message } = receipt
    const types = { Receipt: Object.entries(receiptTypes).map(([name, type]) => ({ name, type })) }
    const { checkouts } = studio.services.client.deployment
    const domain = { name: 'Tributary', version: '1', chainId, verifyingContract: checkouts }
    expect(signer).toBe(studio.services.keys.account('gateway').address)
    const signed = { address: signer, domain, types, primaryType: 'Receipt', message, signature } as const
    expect(await verifyTypedData(signed)).toBe(true)
    expect(receipt).toMatchObject({ offer: id, work: work.id, payer: account.address, amount: `${price}`, license })
    expect(await studio.balance(account.address)).toBe(purse - price)
  })

  test('gets the cheapest license with the right it asks for', async () => {
    const gateway = studio.services.keys.account('gateway').address
    const cheap = {
      work: work.id,
      price: 1_000_000n,
      rights: Rights.from(['commercial', 'display']),
      gateway,
      supply: 9,
    }
    const dear = { ...cheap, price: 3_000_000n }
    await studio.offer({ ...dear, salt: BigInt(++serial) })
    const best = await studio.offer({ ...cheap, salt: BigInt(++serial) })
    const pays = wrapFetchWithPayment(fetch, standard(await buyer()))
    const answer = await pays(`${server.address}/pay/works/${work.id}?right=commercial&as=json`)
    expect(answer.status).toBe(200)
    const { receipt, file } = (await answer.json()) as { receipt: { offer: Hex }; file: { base64: string } }
    expect(receipt.offer).toBe(best.id)
    expect(Buffer.from(file.base64, 'base64').toString()).toBe('The river knows\n')
  })
})

describe('R-22: one authorization buys one thing once', () => {
  test('sent ten times at the same moment it gives one license, ten times', async () => {
    const { url, id } = await sell()
    const account = await buyer()
    const headers = await pay(account, url)
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(url, { headers })))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(new Set(answers.map((answer) => answer.headers.get('license'))).size).toBe(1)
    expect(await sold(id)).toBe(1n)
    expect(await studio.balance(account.address)).toBe(purse - price)
  })

  test('asked again it delivers again without paying, though the offer is sold out by then', async () => {
    const { url, id } = await sell({ supply: 1 })
    const account = await buyer()
    const headers = await pay(account, url)
    const first = await fetch(url, { headers })
    const again = await fetch(url, { headers })
    const shown = await fetch(url, { headers: { receipt: first.headers.get('receipt')! } })
    for (const answer of [first, again, shown]) {
      expect(answer.status).toBe(200)
      expect(await answer.text()).toBe('The river knows\n')
      expect(answer.headers.get('license')).toBe(first.headers.get('license'))
    }
    expect((await fetch(url)).status).toBe(404)
    expect(await sold(id)).toBe(1n)
    expect(await studio.balance(account.address)).toBe(purse - price)
  })

  test('two payments of one buyer buy two licenses', async () => {
    const { url, id } = await sell()
    const account = await buyer()
    const headers = await Promise.all([pay(account, url), pay(account, url)])
    const answers = await Promise.all(headers.map((each) => fetch(url, { headers: each })))
    expect(new Set(answers.map((answer) => answer.headers.get('license'))).size).toBe(2)
    expect(await sold(id)).toBe(2n)
  })

  test('a receipt that somebody changed, or for something else, delivers nothing', async () => {
    const { url } = await sell()
    const other = await sell()
    const answer = await fetch(url, { headers: await pay(await buyer(), url) })
    const receipt = answer.headers.get('receipt')!
    const changed = JSON.parse(Buffer.from(receipt, 'base64').toString())
    const forged = Buffer.from(JSON.stringify({ ...changed, amount: '1' })).toString('base64')
    expect((await fetch(url, { headers: { receipt: forged } })).status).toBe(403)
    expect((await fetch(other.url, { headers: { receipt } })).status).toBe(403)
    expect((await fetch(url, { headers: { receipt: 'nonsense' } })).status).toBe(403)
  })
})

describe('R-23: a payment that does not fit the terms takes nothing', () => {
  const cases: Record<string, [(payload: Changeable) => void, RegExp]> = {
    'too little': [({ payload }) => (payload.authorization.value = '1999999'), /value_mismatch/],
    'too much': [({ payload }) => (payload.authorization.value = '2000001'), /value_mismatch/],
    'another chain': [({ accepted }) => (accepted.network = 'eip155:1'), /invalid_network/],
    'another token': [({ accepted }) => (accepted.asset = `0x${'12'.repeat(20)}`), /invalid_payment_requirements/],
    'another recipient': [({ payload }) => (payload.authorization.to = `0x${'12'.repeat(20)}`), /recipient_mismatch/],
    'too late': [({ payload }) => (payload.authorization.validBefore = '1700000000'), /valid_before/],
    'another nonce than was signed': [
      ({ payload }) => (payload.authorization.nonce = `0x${'ab'.repeat(32)}`),
      /signature/,
    ],
    'a signature of somebody else': [({ payload }) => (payload.signature = `0x${'11'.repeat(64)}1b`), /signature/],
  }
  test.for(Object.entries(cases))('%s', async ([, [change, reason]]) => {
    const { url, id } = await sell()
    const account = await buyer()
    const answer = await fetch(url, { headers: await pay(account, url, change) })
    expect(answer.status).toBe(402)
    expect(answer.headers.get('payment-required')).toBeTruthy()
    expect(((await answer.json()) as { error: string }).error).toMatch(reason)
    expect(await sold(id)).toBe(0n)
    expect(await studio.balance(account.address)).toBe(purse)
  })

  test('a payer without the money', async () => {
    const { url, id } = await sell()
    const poor = await buyer(0n)
    const headers = await pay(poor, url)
    const answer = await fetch(url, { headers })
    expect(answer.status).toBe(402)
    expect(((await answer.json()) as { error: string }).error).toBe('insufficient_funds')
    expect(await sold(id)).toBe(0n)
    // The same authorization counts once the money is there: nothing was used up.
    await studio.give(poor.address, price)
    expect((await fetch(url, { headers })).status).toBe(200)
  })

  test('an offer that was withdrawn between the terms and the payment', async () => {
    const { url, id } = await sell()
    const account = await buyer()
    const headers = await pay(account, url)
    await cancel(studio.as(studio.services.keys.account('creator')), { offer: id })
    const answer = await fetch(url, { headers })
    expect(answer.status).toBe(404)
    expect(await studio.balance(account.address)).toBe(purse)
  })

  test('what is no payment at all is refused as such', async () => {
    const { url } = await sell()
    for (const header of ['nonsense', Buffer.from('{}').toString('base64'), Buffer.from('[1').toString('base64')]) {
      const answer = await fetch(url, { headers: { 'payment-signature': header } })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
    expect((await fetch(`${server.address}/pay/offers/0x${'00'.repeat(32)}`)).status).toBe(404)
    expect((await fetch(`${server.address}/pay/works/${work.id}?right=everything`)).status).toBe(422)
  })
})

describe('R-24: money that came past the door is answered once', () => {
  async function transfer(account: PrivateKeyAccount, to: Hex, amount: bigint) {
    const { rpc, public: chain } = studio.services.client
    const wallet = createWalletClient({ account, transport: http(rpc) })
    const call = { abi: erc20Abi, address: studio.dollar, functionName: 'transfer', args: [to, amount] } as const
    await chain.waitForTransactionReceipt({ hash: await wallet.writeContract({ ...call, chain: null }) })
  }
  const door = () => openDoor(studio.services)

  test('the price, sent by hand, buys the license for its sender', async () => {
    const { url, id } = await sell()
    await fetch(url)
    await lookOnce(door())
    const account = await buyer()
    await transfer(account, await checkoutOf(studio.services.client, { offer: id }), price)
    await Promise.all([lookOnce(door()), lookOnce(door())])
    expect(await sold(id)).toBe(1n)
    expect(await studio.balance(account.address)).toBe(purse - price)
  })

  test('another amount, sent by hand, goes back', async () => {
    const { url, id } = await sell()
    await fetch(url)
    await lookOnce(door())
    const account = await buyer()
    await transfer(account, await checkoutOf(studio.services.client, { offer: id }), price + 1n)
    await lookOnce(door())
    await lookOnce(door())
    expect(await sold(id)).toBe(0n)
    expect(await studio.balance(account.address)).toBe(purse)
  })
})

test('the terms say what it costs, to pages of any origin', async () => {
  const { url } = await sell()
  const answer = await fetch(url)
  expect(answer.status).toBe(402)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const terms = (await answer.json()) as { accepts: { payTo: Hex; amount: string }[]; detail: string }
  expect(terms.accepts[0]?.amount).toBe(`${price}`)
  expect(terms.detail).toContain('2 TUSD')
})

test('R-24: an authorization that somebody submits bare before the studio settles it still buys its license', async () => {
  const { url, id } = await sell()
  const account = await buyer()
  let seen: Changeable | undefined
  const headers = await pay(account, url, (payload) => {
    seen = payload
  })
  const { authorization, signature } = seen!.payload
  await submitTransfer(studio.as(await studio.person('somebody')), {
    token: studio.dollar,
    to: authorization.to as Hex,
    authorization: {
      from: account.address,
      value: price,
      validAfter: 0n,
      validBefore: BigInt(authorization.validBefore),
      nonce: authorization.nonce as Hex,
      signature: signature as Hex,
    },
  })
  const [first, second] = await Promise.all([fetch(url, { headers }), fetch(url, { headers })])
  expect([first.status, second.status]).toEqual([200, 200])
  expect(await sold(id)).toBe(1n)
  expect(await studio.balance(account.address)).toBe(purse - price)
})
