import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Rights, TypedData, testDollarAbi } from '@tributary/protocol'
import { checkoutOf, draftImport, isValid, type Prepared, signTransfer, submitTransfer, usesOf } from '@tributary/sdk'
import { decodePaymentResponseHeader, x402HTTPClient } from '@x402/core/http'
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { wrapFetchWithPayment, x402Client } from '@x402/fetch'
import { createWalletClient, type Hex, http as overHttp, type PrivateKeyAccount, verifyTypedData } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { createApp } from '../api/createApp.ts'
import { type Listening, listen } from '../api/listen.ts'
import type { Services } from '../api/Services.ts'

const price = 2_000_000n
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

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

/** A fresh offer of two dollars, and where it is sold. */
async function sell(change: Record<string, unknown> = {}) {
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

const buyer = (dollars = 10_000_000n) => studio.person(`buyer-${++serial}`, dollars)

function clientOf(account: PrivateKeyAccount): x402Client {
  return x402Client.fromConfig({
    schemes: [{ network: `eip155:${studio.services.client.chainId}`, client: new ExactEvmScheme(account) }],
    spendControls: {
      allowedAssets: [
        { network: `eip155:${studio.services.client.chainId}`, asset: studio.dollar, maxAmountPerPayment: '5000000' },
      ],
    },
  })
}

/** The headers of a payment for a URL, made by the standard client. */
async function pay(account: PrivateKeyAccount, url: string, change: (payload: any) => void = () => {}) {
  const client = new x402HTTPClient(clientOf(account))
  const unpaid = await fetch(url)
  const terms = client.getPaymentRequiredResponse((name) => unpaid.headers.get(name), await unpaid.json())
  const payload = structuredClone(await client.createPaymentPayload(terms))
  change(payload)
  return client.encodePaymentSignatureHeader(payload)
}

async function reasonOf(answer: Response): Promise<string> {
  expect(answer.status).toBe(402)
  return ((await answer.json()) as { error: string }).error
}

describe('a standard client', () => {
  test('pays and gets the file, the license and the receipt', async () => {
    const { url, id } = await sell()
    const account = await buyer()
    const answer = await wrapFetchWithPayment(fetch, clientOf(account))(url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('The river knows\n')
    const settled = decodePaymentResponseHeader(answer.headers.get('payment-response')!)
    expect(settled).toMatchObject({ success: true, payer: account.address })
    const license = answer.headers.get('license')! as Hex
    expect(await isValid(studio.services.client, { license: BigInt(license), right: 'display' })).toBe(true)
    const receipt = JSON.parse(Buffer.from(answer.headers.get('receipt')!, 'base64').toString())
    expect(receipt).toMatchObject({ offer: id, payer: account.address, amount: `${price}`, license })
    expect(await studio.balance(account.address)).toBe(8_000_000n)
  })
})
