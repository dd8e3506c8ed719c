import { randomBytes } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { bytes, session } from '@tributary/sdk/wire'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Address, Hex } from 'viem'
import { generateSiweNonce, parseSiweMessage, validateSiweMessage } from 'viem/siwe'
import { json } from '../json.ts'
import { limitRate, rates } from '../middleware/rates.ts'
import { cookieName, hashOf } from '../middleware/session.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** How long a nonce may be answered, and how long a session lasts, in seconds. */
const nonceSeconds = 600
const sessionSeconds = 7 * 86_400

const tags = ['session']
const statement = z.object({ message: z.string().max(4_000), signature: bytes })

/** Mounts Sign-In with Ethereum (EIP-4361): a sign-in counts once, here and now. */
export function addSession(app: Api, services: Services): void {
  const limit = limitRate(rates.signIn)
  addNonce(app, services, limit)
  addSigningIn(app, services, limit)
  addReading(app, services)
  addSigningOut(app, services)
}

type Limit = ReturnType<typeof limitRate>

function addNonce(app: Api, { pool, clock }: Services, limit: Limit): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/session/nonce',
    tags,
    summary: 'A nonce to sign in with, good for ten minutes and once',
    middleware: limit,
    responses: { 200: { description: 'The nonce', content: json(z.object({ nonce: z.string() })) } },
  })
  app.openapi(route, async (c) => {
    const nonce = generateSiweNonce()
    await pool.query('DELETE FROM studio.nonce WHERE expires < $1', [clock()])
    await pool.query('INSERT INTO studio.nonce (nonce, expires) VALUES ($1, $2)', [nonce, clock() + nonceSeconds])
    c.header('cache-control', 'no-store')
    return c.json({ nonce }, 200)
  })
}

function addSigningIn(app: Api, services: Services, limit: Limit): void {
  const { pool, client, settings, clock } = services
  const route = createRoute({
    method: 'post',
    path: '/v1/session',
    tags,
    summary: 'Sign in with a message that the wallet signed (EIP-4361)',
    middleware: limit,
    request: { body: { required: true, content: json(statement) } },
    responses: { 200: { description: 'Who is signed in', content: json(session) } },
  })
  app.openapi(route, async (c) => {
    const { message, signature } = c.req.valid('json')
    const address = await judge(services, message, signature as Hex)
    const [token, expires] = [randomBytes(32).toString('base64url'), clock() + sessionSeconds]
    await pool.query('DELETE FROM studio.session WHERE expires < $1', [clock()])
    await pool.query('INSERT INTO studio.session (token, address, chain_id, expires) VALUES ($1, $2, $3, $4)', [
      hashOf(token),
      address,
      client.chainId,
      expires,
    ])
    const secure = settings.origins[0].startsWith('https:')
    setCookie(c, cookieName, token, { httpOnly: true, sameSite: 'Strict', path: '/', secure, maxAge: sessionSeconds })
    return c.json({ address, chainId: client.chainId, expires }, 200)
  })
}

/** The address that signed; refuses what was signed for elsewhere, for another time, or used before. */
async function judge({ pool, client, settings, clock }: Services, message: string, signature: Hex): Promise<Address> {
  const fields = parseSiweMessage(message)
  const { address, nonce, domain, uri, chainId } = fields
  const hosts = settings.origins.map((origin) => new URL(origin).host)
  if (address === undefined || nonce === undefined) throw refused('it is no message of EIP-4361')
  if (domain === undefined || !hosts.includes(domain)) throw refused(`it is meant for ${domain}, not for ${hosts[0]}`)
  if (uri === undefined || !hosts.includes(URL.parse(uri)?.host ?? '')) throw refused(`its URI is ${uri}`)
  if (chainId !== client.chainId) throw refused(`it is meant for chain ${chainId}, not for ${client.chainId}`)
  const isValid = validateSiweMessage({ message: fields, domain, nonce, time: new Date(clock() * 1_000) })
  if (!isValid) throw refused('its time is over or has not come')
  if (!(await client.public.verifyMessage({ address, message, signature })))
    throw refused('its signature is not theirs')
  const { rowCount } = await pool.query('DELETE FROM studio.nonce WHERE nonce = $1 AND expires > $2', [nonce, clock()])
  if (rowCount !== 1) throw refused('its nonce was used before, or is too old')
  return address
}

function addReading(app: Api, { client }: Services): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/session',
    tags,
    summary: 'Who is signed in',
    responses: { 200: { description: 'The session, or null', content: json(session.nullable()) } },
  })
  app.openapi(route, (c) => {
    const found = c.get('session')
    c.header('cache-control', 'no-store')
    return c.json(found ? { address: found.address, chainId: client.chainId, expires: found.expires } : null, 200)
  })
}

function addSigningOut(app: Api, { pool }: Services): void {
  const route = createRoute({
    method: 'delete',
    path: '/v1/session',
    tags,
    summary: 'Sign out',
    responses: { 204: { description: 'Signed out' } },
  })
  app.openapi(route, async (c) => {
    const token = getCookie(c, cookieName)
    if (token !== undefined) await pool.query('DELETE FROM studio.session WHERE token = $1', [hashOf(token)])
    deleteCookie(c, cookieName, { path: '/' })
    return c.body(null, 204)
  })
}

function refused(why: string): RefusedError {
  return new RefusedError({
    status: 401,
    title: 'The sign-in was refused',
    detail: `This message does not sign you in: ${why}.`,
    hint: 'Ask for a new nonce with GET /v1/session/nonce, and sign again.',
  })
}
