import { createHash } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Address } from 'viem'
import { RefusedError } from '../problems.ts'
import type { Environment, ServerSettings, Services, SignedIn } from '../Services.ts'

export const cookieName = 'tributary_session'

/** Finds who is signed in, by the cookie; nobody when there is none or its time is over. */
export function readSession(services: Services): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const token = getCookie(c, cookieName)
    c.set('session', token === undefined ? undefined : await sessionOf(services, token))
    await next()
  }
}

/** Who is signed in; refuses when nobody is. */
export function requireSession(c: Context<Environment>): SignedIn {
  const session = c.get('session')
  if (session !== undefined) return session
  throw new RefusedError({
    status: 401,
    title: 'Not signed in',
    detail: 'This needs a signature of your wallet that says who you are.',
    hint: 'Sign in with POST /v1/session first.',
  })
}

/** Who is signed in; refuses whoever does not operate the studio. */
export function requireOperator(c: Context<Environment>): SignedIn {
  const session = requireSession(c)
  if (session.isOperator) return session
  throw new RefusedError({
    status: 403,
    title: 'Operators only',
    detail: `${session.address} does not operate this studio.`,
    hint: 'Name the address among the operators in the settings of the studio.',
  })
}

/** Only the hash of a token is kept: whoever reads the database cannot sign in with it. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

type Found = { readonly address: Address; readonly expires: string }

async function sessionOf(services: Services, token: string): Promise<SignedIn | undefined> {
  const { pool, client, settings, clock } = services
  const question = 'SELECT address, expires FROM studio.session WHERE token = $1 AND expires > $2 AND chain_id = $3'
  const { rows } = await pool.query<Found>(question, [hashOf(token), clock(), client.chainId])
  const [found] = rows
  if (found === undefined) return undefined
  const { address } = found
  return { address, expires: Number(found.expires), isOperator: isOperator(settings, address) }
}

function isOperator({ operators }: ServerSettings, address: Address): boolean {
  return operators === 'everyone' || operators.some((operator) => operator.toLowerCase() === address.toLowerCase())
}
