import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Rights } from '@tributary/protocol'
import { draftImport, type Prepared, soldOf, submitTransfer } from '@tributary/sdk'
import { x402Facilitator } from '@x402/core/facilitator'
import { toFacilitatorEvmSigner } from '@x402/evm'
import { ExactEvmScheme } from '@x402/evm/exact/facilitator'
import { createWalletClient, type Hex, http, publicActions } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { type Changeable, clientOf, payFor } from '../../test/payer.ts'
import { createApp } from '../api/createApp.ts'
import { type Listening, listen } from '../api/listen.ts'
import type { Services } from '../api/Services.ts'
import { openDoor } from './Door.ts'
import { lookOnce } from './watchCheckouts.ts'

const price = 2_000_000n
type Settle = (payload: Changeable) => Promise<object>

let studio: TestStudio
let server: Listening
let facilitator: Server
let services: Services
let work: Prepared
let settle: Settle
let serial = 0

beforeAll(async () => {
  studio = await openStudio()
  facilitator = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const { paymentPayload } = JSON.parse(Buffer.concat(parts).toString())
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(await settle(paymentPayload)))
  })
  await new Promise<void>((resolve) => facilitator.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(facilitator.address() as AddressInfo).port}`
  services = { ...studio.services, settings: { ...studio.services.settings, facilitator: url } }
  server = await listen(createApp(services), { port: 0 })
  const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain' }
  work = await studio.publish(draftImport({ name: 'River', content }))
})
afterAll(async () => {
  facilitator?.close()
  await server?.close()
  await studio?.[Symbol.asyncDispose]()
})

async function sell(gateway: Hex = services.keys.account('gateway').address) {
  const terms = { price, rights: Rights.from(['display']), supply: 100, gateway, salt: BigInt(++serial) }
  const signed = await studio.offer({ work: work.id, ...terms })
  return { ...signed, url: `${server.address}/pay/offers/${signed.id}` }
}

async function paying(url: string) {
  const account = await studio.person(`buyer-${++serial}`, 10_000_000n)
  const headers = await payFor(clientOf(account, { chainId: services.client.chainId, asset: studio.dollar }), url)
  return { account, ask: () => fetch(url, { headers }) }
}

const network = () => `eip155:${services.client.chainId}` as const
const success = { success: true, transaction: `0x${'12'.repeat(32)}` }
const failure = { success: false, transaction: '', errorReason: 'out_of_gas', errorMessage: 'The wallet is empty' }

/** Submits the transfer bare, as facilitators do that know nothing of checkouts. */
async function submit({ payload, accepted }: Changeable): Promise<void> {
  const { authorization, signature } = payload
  const sender = studio.as(await studio.person('somebody'))
  await submitTransfer(sender, {
    token: studio.dollar,
    to: accepted.payTo as Hex,
    authorization: {
      from: authorization.from as Hex,
      value: BigInt(authorization.value),
      validAfter: 0n,
      validBefore: BigInt(authorization.validBefore),
      nonce: authorization.nonce as Hex,
      signature: signature as Hex,
    },
  })
}

test('R-24: the reference facilitator settles, and the license is delivered', async () => {
  const account = await studio.person('facilitator')
  const wallet = createWalletClient({
    account,
    transport: http(services.client.rpc),
    chain: services.client.public.chain!,
  })
  const signer = toFacilitatorEvmSigner({ ...wallet.extend(publicActions), address: account.address } as never)
  const reference = new x402Facilitator().register(network(), new ExactEvmScheme(signer))
  settle = (payload) => reference.settle(payload, payload.accepted)
  const { url, id } = await sell()
  const { ask, account: payer } = await paying(url)
  const [first, second] = await Promise.all([ask(), ask()])
  expect([first.status, second.status]).toEqual([200, 200])
  expect(first.headers.get('license')).toBe(second.headers.get('license'))
  expect(await soldOf(services.client, { offer: id })).toBe(1n)
  expect(await studio.balance(payer.address)).toBe(8_000_000n)
})

test('R-24: one that says no is repeated to the payer, and nothing is delivered', async () => {
  settle = async () => ({ ...failure, network: network() })
  const { url, id } = await sell()
  const { ask } = await paying(url)
  const answer = await ask()
  expect(answer.status).toBe(402)
  expect(await answer.json()).toMatchObject({
    error: 'out_of_gas',
    detail: expect.stringContaining('The wallet is empty'),
  })
  expect(await soldOf(services.client, { offer: id })).toBe(0n)
})

test('R-24: one that says no though it submitted the payment is not believed: the license is delivered', async () => {
  settle = async (payload) => {
    await submit(payload)
    return { ...failure, network: network() }
  }
  const { url } = await sell()
  expect((await (await paying(url)).ask()).status).toBe(200)
})

test('R-24: one that says yes and submits later delivers nothing now, and the license when the money came', async () => {
  let kept: Changeable | undefined
  settle = async (payload) => {
    kept = payload
    return { ...success, network: network() }
  }
  const { url, id } = await sell()
  const { ask } = await paying(url)
  const refused = await ask()
  expect(refused.status).toBe(402)
  expect(await refused.json()).toMatchObject({ error: 'facilitator_not_believed' })
  expect(await soldOf(services.client, { offer: id })).toBe(0n)
  const door = openDoor(services)
  await lookOnce(door)
  await submit(kept!)
  await lookOnce(door)
  expect(await soldOf(services.client, { offer: id })).toBe(1n)
  settle = async () => ({ ...failure, network: network() })
  expect((await ask()).status).toBe(200)
  expect(await soldOf(services.client, { offer: id })).toBe(1n)
})

test('R-24: an offer that names no gateway of this studio is not sold here: it could not be answered', async () => {
  settle = async (payload) => {
    await submit(payload)
    return { ...success, network: network() }
  }
  const { url } = await sell(`0x${'00'.repeat(20)}`)
  const answer = await fetch(url)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ hint: expect.stringContaining('POST /v1/plans/buy') })
})
