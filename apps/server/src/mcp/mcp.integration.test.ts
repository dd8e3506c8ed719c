import { createHash, randomBytes } from 'node:crypto'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { Rights } from '@tributary/protocol'
import { draftImport, isValid, type Prepared, soldOf } from '@tributary/sdk'
import type { Allowance, Granted, Plan, Receipt } from '@tributary/sdk/wire'
import { createWalletClient, type Hex, http, type PrivateKeyAccount, publicActions } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { createApp } from '../api/createApp.ts'
import { type Listening, listen } from '../api/listen.ts'

const price = 2_000_000n

let studio: TestStudio
let server: Listening
let work: Prepared
let serial = 0

beforeAll(async () => {
  studio = await openStudio()
  server = await listen(createApp(studio.services), { port: 0 })
  const content = { bytes: new TextEncoder().encode('The river knows\n'), mediaType: 'text/plain' }
  work = await studio.publish(draftImport({ name: 'River', content }))
})
afterAll(async () => {
  await server?.close()
  await studio?.[Symbol.asyncDispose]()
})

async function connect(headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.address}/mcp`), { requestInit: { headers } }),
  )
  return client
}

async function call<answer>(client: Client, name: string, fields: Record<string, unknown>): Promise<answer> {
  const result = await client.callTool({ name, arguments: fields })
  expect(result.isError, JSON.stringify(result.content)).toBeFalsy()
  return result.structuredContent as answer
}

async function refusal(client: Client, name: string, fields: Record<string, unknown>): Promise<string> {
  const result = await client.callTool({ name, arguments: fields })
  expect(result.isError).toBe(true)
  return (result.content as { text: string }[])[0]!.text
}

function offer(change: object = {}) {
  const gateway = studio.services.keys.account('gateway').address
  const terms = { price, rights: Rights.from(['display']), supply: 100, gateway, salt: BigInt(++serial) }
  return studio.offer({ work: work.id, ...terms, ...change })
}

/** Somebody who is signed in: the session as the database keeps it. */
async function signedIn(dollars: bigint) {
  const account = await studio.person(`person-${++serial}`, dollars)
  const token = randomBytes(32).toString('base64url')
  await studio.services.pool.query(
    'INSERT INTO studio.session (token, address, chain_id, expires) VALUES ($1, $2, $3, $4)',
    [
      createHash('sha256').update(token).digest(),
      account.address.toLowerCase(),
      studio.services.client.chainId,
      studio.services.clock() + 600,
    ],
  )
  const cookie = `tributary_session=${token}`
  const api = async <answer>(method: string, path: string, body?: object) => {
    const headers = { cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (answer.status === 204 ? undefined : await answer.json()) as answer }
  }
  return { account, api }
}

async function send(account: PrivateKeyAccount, { calls }: Plan): Promise<void> {
  const wallet = createWalletClient({ account, transport: http(studio.services.client.rpc) }).extend(publicActions)
  for (const { to, data } of calls) {
    const hash = await wallet.sendTransaction({ to: to as Hex, data: data as Hex, chain: null })
    await wallet.waitForTransactionReceipt({ hash, pollingInterval: 20 })
  }
}

/** An account with an allowance, approved on chain, and a program that has its secret. */
async function granted(change: object = {}, dollars = 100_000_000n) {
  const { account, api } = await signedIn(dollars)
  const limits = { limit: '10000000', perCall: '3000000', until: studio.services.clock() + 3600, rights: ['display'] }
  const { status, body } = await api<Granted>('POST', '/v1/allowances', { token: studio.dollar, ...limits, ...change })
  expect(status).toBe(201)
  await send(account, body.approve!)
  return { account, api, ...body, client: await connect({ authorization: `Bearer ${body.secret}` }) }
}

type Licensed = { outcome: string; plan?: Plan; receipt?: Receipt }

describe('a standard client', () => {
  test('finds the tools, each with a description and schemas', async () => {
    const { tools } = await (await connect()).listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'search_works',
      'get_work',
      'quote',
      'statement',
      'verify_file',
      'license',
      'publish',
      'sign_draft',
    ])
    for (const { description, inputSchema, outputSchema } of tools) {
      expect(description!.length).toBeGreaterThan(60)
      expect(inputSchema.type).toBe('object')
      expect(outputSchema?.type).toBe('object')
    }
  })

  test('gets unsigned transactions, which the account signs and sends', async () => {
    const { id } = await offer()
    const { account } = await signedIn(5_000_000n)
    const { outcome, plan } = await call<Licensed>(await connect(), 'license', { offer: id, account: account.address })
    expect(outcome).toBe('to-sign')
    expect(await soldOf(studio.services.client, { offer: id })).toBe(0n)
    await send(account, plan!)
    expect(await soldOf(studio.services.client, { offer: id })).toBe(1n)
  })

  test('is told what to do when something is wrong', async () => {
    const client = await connect()
    const { id } = await offer()
    const account = `0x${'12'.repeat(20)}`
    expect(await refusal(client, 'license', { offer: id })).toContain('POST /v1/allowances')
    expect(await refusal(client, 'license', {})).toContain('Name an offer')
    expect(await refusal(client, 'license', { offer: `0x${'00'.repeat(32)}`, account })).toContain('No such offer')
    expect(await refusal(client, 'license', { offer: id, account, maxPrice: '1' })).toContain('Too dear')
    expect(await refusal(client, 'get_work', { id: 'nonsense' })).toMatch(/invalid/i)
    expect(await refusal(client, 'publish', { name: 'x', base64: 'aGk=' })).toContain('Sign')
  })

  test('reads no stream and opens no session: other methods are refused', async () => {
    expect((await fetch(`${server.address}/mcp`)).status).toBe(405)
    const foreign = await fetch(`${server.address}/mcp`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
    })
    expect(foreign.status).toBe(403)
    const wrong = await fetch(`${server.address}/mcp`, { method: 'POST', headers: { authorization: 'Bearer wrong' } })
    expect(wrong.status).toBe(401)
  })
})

describe('R-26: a spending limit', () => {
  test('buys at once for the account that gave it, once for each key', async () => {
    const { account, client, api } = await granted()
    const { id } = await offer()
    const first = await call<Licensed>(client, 'license', { offer: id, key: 'cover' })
    const second = await call<Licensed>(client, 'license', { offer: id, key: 'cover' })
    expect(first).toEqual(second)
    expect(first.receipt).toMatchObject({ payer: account.address, amount: `${price}` })
    const license = BigInt(first.receipt!.license)
    expect(await isValid(studio.services.client, { license, right: 'display' })).toBe(true)
    expect(await studio.balance(account.address)).toBe(98_000_000n)
    const { body } = await api<Allowance[]>('GET', '/v1/allowances')
    expect(body[0]?.spent).toBe('2000000')
  })

  test('is never passed, however many purchases come at the same moment', async () => {
    const { account, client, api } = await granted()
    const { id } = await offer()
    const tries = Array.from({ length: 12 }, (_, n) =>
      client.callTool({ name: 'license', arguments: { offer: id, key: `${n}` } }),
    )
    const bought = (await Promise.all(tries)).filter(({ isError }) => !isError)
    expect(bought).toHaveLength(5)
    expect(await studio.balance(account.address)).toBe(90_000_000n)
    expect(await soldOf(studio.services.client, { offer: id })).toBe(5n)
    expect((await api<Allowance[]>('GET', '/v1/allowances')).body[0]?.spent).toBe('10000000')
  })

  test('one key at the same moment buys once', async () => {
    const { account, client } = await granted()
    const { id } = await offer()
    const tries = Array.from({ length: 6 }, () => call<Licensed>(client, 'license', { offer: id, key: 'same' }))
    const licenses = (await Promise.all(tries)).map(({ receipt }) => receipt!.license)
    expect(new Set(licenses).size).toBe(1)
    expect(await studio.balance(account.address)).toBe(98_000_000n)
  })

  test('holds the price of a call, the rights and the gateway', async () => {
    const { client, account } = await granted()
    const dear = await offer({ price: 3_000_001n })
    const wide = await offer({ rights: Rights.from(['display', 'commercial']) })
    const foreign = await offer({ gateway: `0x${'00'.repeat(20)}` })
    expect(await refusal(client, 'license', { offer: dear.id })).toContain('does not cover 3000001')
    expect(await refusal(client, 'license', { offer: wide.id })).toContain('grants commercial too')
    expect(await refusal(client, 'license', { offer: foreign.id })).toContain('does not name the gateway')
    expect(await studio.balance(account.address)).toBe(100_000_000n)
  })

  test('ends when it is revoked, by anyone but others', async () => {
    const { client, account, api, allowance } = await granted()
    const stranger = await signedIn(0n)
    expect((await stranger.api('DELETE', `/v1/allowances/${allowance.id}`)).status).toBe(404)
    expect((await api('DELETE', `/v1/allowances/${allowance.id}`)).status).toBe(204)
    const { id } = await offer()
    expect(await refusal(client, 'license', { offer: id })).toContain('revoked')
    expect(await studio.balance(account.address)).toBe(100_000_000n)
  })

  test('gives back what it reserved when the account cannot pay, or takes the approval back', async () => {
    const { client, api } = await granted({}, 1_999_999n).catch(() => ({ client: undefined, api: undefined }))
    expect(client).toBeUndefined()
    expect(api).toBeUndefined()
    const rich = await granted()
    await send(rich.account, {
      ...rich.approve!,
      calls: [{ ...rich.approve!.calls[0]!, data: rich.approve!.calls[0]!.data.slice(0, -64) + '0'.repeat(64) }],
    })
    const { id } = await offer()
    expect(await refusal(rich.client, 'license', { offer: id, key: 'a' })).toContain('Nothing was spent')
    expect((await rich.api<Allowance[]>('GET', '/v1/allowances')).body[0]?.spent).toBe('0')
  })

  test('that makes no sense is not given, and nobody gives one who is not signed in', async () => {
    const { api } = await signedIn(1n)
    const fields = {
      token: studio.dollar,
      limit: '10',
      perCall: '11',
      until: studio.services.clock() + 60,
      rights: ['display'],
    }
    expect((await api('POST', '/v1/allowances', fields)).status).toBe(422)
    expect((await api('POST', '/v1/allowances', { ...fields, perCall: '1', until: 1 })).status).toBe(422)
    expect((await api('POST', '/v1/allowances', { ...fields, perCall: '1', rights: [] })).status).toBe(422)
    expect((await fetch(`${server.address}/v1/allowances`)).status).toBe(401)
  })
})
