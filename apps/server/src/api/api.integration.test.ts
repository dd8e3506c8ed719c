import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createRoute, z } from '@hono/zod-openapi'
import type { Problem } from '@tributary/sdk/wire'
import type { PrivateKeyAccount } from 'viem'
import { createSiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStudio, type TestStudio } from '../../test/openStudio.ts'
import { visit } from '../../test/visitor.ts'
import { createApp } from './createApp.ts'
import { once } from './middleware/once.ts'
import type { Api } from './Services.ts'

let studio: TestStudio
let app: Api
let person: PrivateKeyAccount
const made: string[] = []

beforeAll(async () => {
  studio = await openStudio({ operators: [] })
  app = createApp(studio.services)
  person = await studio.person('artist-ada')
  addDeed()
})
afterAll(() => studio[Symbol.asyncDispose]())

/** A write that counts how often it happened, slowly. */
function addDeed(): void {
  const deed = createRoute({
    method: 'post',
    path: '/v1/deeds',
    middleware: once(studio.services),
    request: { body: { required: true, content: { 'application/json': { schema: z.object({ name: z.string() }) } } } },
    responses: { 201: { description: 'done' } },
  })
  app.openapi(deed, async (c) => {
    await setTimeout(100)
    made.push(c.get('writeId'))
    return c.json({ number: made.length }, 201)
  })
}

const origin = (): string => studio.services.settings.origins[0]
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
const nonce = async (): Promise<string> =>
  ((await (await app.request('/v1/session/nonce')).json()) as { nonce: string }).nonce

type Fields = Partial<Parameters<typeof createSiweMessage>[0]>
async function signIn(change: Fields = {}, signer = person): Promise<Response> {
  const { host: domain } = new URL(origin())
  const { chainId } = studio.services.client
  const common = { address: person.address, chainId, domain, uri: origin(), version: '1' } as const
  const message = createSiweMessage({ ...common, nonce: await nonce(), ...change })
  return send('POST', '/v1/session', { message, signature: await signer.signMessage({ message }) })
}

describe('a sign-in counts once, here and now (R-17)', () => {
  test('signs in by a cookie that no script reads, and out again', async () => {
    const answer = await signIn()
    expect(await answer.json()).toMatchObject({ address: person.address })
    const cookie = answer.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    const headers = { cookie: cookie.split(';')[0]! }
    expect(await (await app.request('/v1/session', { headers })).json()).toMatchObject({ address: person.address })
    await app.request('/v1/session', { method: 'DELETE', headers })
    expect(await (await app.request('/v1/session', { headers })).json()).toBeNull()
  })

  test('a message is refused the second time', async () => {
    const [used, { host: domain }] = [await nonce(), new URL(origin())]
    const { chainId } = studio.services.client
    const message = createSiweMessage({
      address: person.address,
      chainId,
      domain,
      uri: origin(),
      version: '1',
      nonce: used,
    })
    const body = { message, signature: await person.signMessage({ message }) }
    const statuses = (await Promise.all([1, 2, 3].map(() => send('POST', '/v1/session', body)))).map(
      ({ status }) => status,
    )
    expect(statuses.sort()).toEqual([200, 401, 401])
    expect((await send('POST', '/v1/session', body)).status).toBe(401)
  })

  test.each<[string, () => Fields]>([
    ['another domain', () => ({ domain: 'evil.example' })],
    ['another place', () => ({ uri: 'https://evil.example/' })],
    ['another chain', () => ({ chainId: 1 })],
    ['a time that is over', () => ({ expirationTime: new Date(Date.now() - 1_000) })],
    ['a time to come', () => ({ notBefore: new Date(Date.now() + 60_000) })],
    ['a nonce that nobody gave', () => ({ nonce: 'abcdefgh12345678' })],
  ])('is refused for %s', async (_what, change) => {
    const answer = await signIn(change())
    expect([answer.status, ((await answer.json()) as Problem).title]).toEqual([401, 'The sign-in was refused'])
  })

  test('is refused with somebody else’s signature', async () => {
    expect((await signIn({}, await studio.person('stranger'))).status).toBe(401)
  })
})

describe('writes from elsewhere', () => {
  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])('a page of %s cannot write', async (from) => {
    const answer = await send('POST', '/v1/deeds', { name: 'x' }, { origin: from })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'application/problem+json'])
  })

  test('a name that was made to point here is refused', async () => {
    expect((await app.request('http://evil.example/v1/session')).status).toBe(421)
  })

  test('who is not signed in has no name to change, who is has', async () => {
    expect((await send('PUT', '/v1/me', { name: 'Eve' })).status).toBe(401)
    const visitor = await visit(app, studio.services, person.address)
    expect(await (await visitor.ask('PUT', '/v1/me', { name: ' <b>Ada</b> ' })).json()).toMatchObject({
      name: '<b>Ada</b>',
    })
    for (const name of ['', '   ', 'x'.repeat(61), 'a\u202eb', 'a\nb', 7, null])
      expect((await visitor.ask('PUT', '/v1/me', { name })).status).toBe(422)
  })

  test('operations are told to operators alone', async () => {
    expect((await app.request('/v1/operations')).status).toBe(401)
    expect((await (await visit(app, studio.services, person.address)).ask('GET', '/v1/operations')).status).toBe(403)
  })
})

describe('a repeated write happens once (R-18)', () => {
  const write = (key: string, name = 'one') => send('POST', '/v1/deeds', { name }, { 'idempotency-key': key })

  test('at the same moment, and later', async () => {
    const [key, before] = [randomUUID(), made.length]
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(key)))
    const bodies = await Promise.all(
      [...answers, await write(key)].map(async (answer) => [answer.status, await answer.text()]),
    )
    expect(new Set(bodies.map(String)).size).toBe(1)
    expect(made.length).toBe(before + 1)
  })

  test('the same key for another request is refused', async () => {
    const key = randomUUID()
    await write(key)
    expect((await write(key, 'two')).status).toBe(422)
  })

  test('what was cut off is done again under the same name', async () => {
    const key = randomUUID()
    await write(key)
    const first = made.at(-1)
    const { pool } = studio.services
    await pool.query('UPDATE studio.idempotency SET status = NULL, touched = 0 WHERE key = $1', [key])
    await write(key)
    expect(made.at(-1)).toBe(first)
  })

  test('the key of one caller is not that of another', async () => {
    const [key, before] = [randomUUID(), made.length]
    await write(key)
    const { ask } = await visit(app, studio.services, person.address)
    await ask('POST', '/v1/deeds', { name: 'one' })
    expect(made.length).toBe(before + 2)
  })
})

describe('every refusal is a problem in words', () => {
  test.each<[string, string, unknown, number]>([
    ['POST', '/v1/deeds', '{', 400],
    ['POST', '/v1/deeds', { name: 7 }, 422],
    ['POST', '/v1/deeds', { name: 'x'.repeat(2_000_000) }, 413],
    ['POST', '/v1/nothing', {}, 404],
    ['POST', '/rpc', Array.from({ length: 51 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'eth_chainId' })), 422],
    ['POST', '/rpc', 'hello', 422],
    ['POST', '/v1/play-money', { address: 'me' }, 422],
  ])('%s %s', async (method, path, body, status) => {
    const answer = await send(method, path, body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) })
  })

  test('every answer carries the headers that keep browsers safe', async () => {
    for (const path of ['/v1/session', '/nothing', '/docs']) {
      const { headers } = await app.request(path)
      expect(headers.get('content-security-policy')).toContain("object-src 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

test('a browser cannot steer the node', async () => {
  const body = { jsonrpc: '2.0', id: 1, method: 'anvil_setBalance', params: [person.address, '0x1'] }
  const before = await studio.services.client.public.getBalance({ address: person.address })
  expect(await (await send('POST', '/rpc', body)).json()).toMatchObject({ id: 1, error: expect.anything() })
  expect(await studio.services.client.public.getBalance({ address: person.address })).toBe(before)
})

/** Answered, and not part of the API: the studio's pages and its viewer of the description, which is itself one. */
const undescribed = new Set([
  'GET /docs',
  'GET /docs/start.js',
  'GET /docs/{file}',
  'GET /v1/openapi.json',
  // The page of the web studio, with a head of its own.
  'GET /works/{id}',
  // Refused with 405, as the protocol wants of a door without sessions.
  'GET /mcp',
  'DELETE /mcp',
])

type Operation = { readonly responses: Readonly<Record<string, { readonly content?: object }>> }
type Description = { readonly openapi: string; readonly paths: Readonly<Record<string, Record<string, Operation>>> }

describe('the description of the API', () => {
  let description: Description
  beforeAll(async () => {
    description = (await (await app.request('/v1/openapi.json')).json()) as Description
  })

  test('names every route that is answered, but for a short list', () => {
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    // What is mounted on many addresses at once is middleware, or the files of the web studio.
    const mounted = createApp(studio.services)
      .routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{.*?\}(?=\/|$))?/g, '{$1}')}`)
    expect(description.openapi).toBe('3.1.0')
    expect([...new Set(mounted)].filter((route) => !described.includes(route)).sort()).toEqual([...undescribed].sort())
  })

  test.each([
    ['/v1/works/{id}/revenue.csv', 'text/csv'],
    ['/v1/accounts/{address}/statement.csv', 'text/csv'],
    ['/v1/accounts/{address}/statement.html', 'text/html'],
    ['/v1/live', 'text/event-stream'],
    ['/v1/jobs/{id}/events', 'text/event-stream'],
  ])('shows what %s gives: %s, by an example', (path, type) => {
    expect(description.paths[path]?.get?.responses[200]?.content).toMatchObject({
      [type]: { example: expect.any(String) },
    })
  })

  test.each(['/health/live', '/metrics', '/robots.txt', '/rsl.xml', '/health/ready', '/v1/session'])(
    'gives the type of %s as it is answered',
    async (path) => {
      const answer = await app.request(path)
      const type = answer.headers.get('content-type')!.split(';')[0]!
      expect(Object.keys(description.paths[path]!.get!.responses[answer.status]!.content!)).toContain(type)
    },
  )
})

describe('whoever watches over the studio', () => {
  test('is told that the process answers, and that a studio without an index is not ready', async () => {
    const live = await app.request('/health/live')
    expect([live.status, await live.json()]).toEqual([200, { status: 'ok' }])
    const ready = await app.request('/health/ready')
    expect(ready.status).toBe(503)
    expect(Number(ready.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await ready.json()).toEqual({
      status: 'waiting',
      chain: true,
      index: false,
      database: true,
      current: false,
    })
    expect((await app.request('/health')).status).toBe(200)
  })

  test('what the index must say is told later, not denied, while there is none', async () => {
    const id = `0x${'ab'.repeat(32)}`
    for (const path of ['/v1/works', `/v1/works/${id}`, `/works/${id}/rsl.xml`, `/v1/licenses/${id}`]) {
      const answer = await app.request(path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 503, 'application/problem+json'])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await answer.json()).toMatchObject({ title: 'The event index is catching up', retry: true })
    }
  })
})
