import type { MiddlewareHandler } from 'hono'
import type { Environment, Services } from '../Services.ts'

/** An answer as it was given, at a state of the index. */
type Remembered = {
  readonly state: string
  readonly until: number
  readonly headers: Headers
  readonly body: ArrayBuffer
}

/** How long at most, in milliseconds: offers end by the clock, which changes nothing in the index. */
const lifetimeMs = 10_000
/** How many bytes in all; the answer that was asked for least lately is forgotten first. */
const room = 32 * 2 ** 20

/**
 * Gives the same answer to the same question until something changes: what everybody looks at is read once. A new block
 * in the index makes every answer old, and so does whatever else the live feed tells.
 *
 * Only for what does not depend on who asks.
 */
export function rememberAnswers({ live, pool }: Pick<Services, 'live' | 'pool'>): MiddlewareHandler<Environment> {
  const answers = new Map<string, Remembered>()
  let [told, size] = [0, 0]
  live.listen(() => {
    told += 1
  })
  const stateNow = async (): Promise<string> => `${await newestBlock(pool)} ${told}`
  const forget = (key: string): void => {
    size -= answers.get(key)?.body.byteLength ?? 0
    answers.delete(key)
  }
  return async (c, next) => {
    if (c.req.method !== 'GET') return next()
    const [key, state] = [c.req.url, await stateNow()]
    const known = answers.get(key)
    if (known !== undefined) forget(key)
    if (known !== undefined && known.state === state && known.until > Date.now()) {
      answers.set(key, known)
      size += known.body.byteLength
      c.res = new Response(known.body, { headers: new Headers(known.headers) })
      return
    }
    await next()
    // What changed while it was read may be in the answer or not.
    if (c.res.status !== 200 || state !== (await stateNow())) return
    const { headers } = c.res
    const body = await c.res.clone().arrayBuffer()
    if (body.byteLength > room / 8) return
    answers.set(key, { state, until: Date.now() + lifetimeMs, headers: new Headers(headers), body })
    size += body.byteLength
    while (size > room) forget(answers.keys().next().value as string)
  }
}

/** The newest block that the index holds something of; a chain that was rewritten has another hash there. */
async function newestBlock(pool: Services['pool']): Promise<string> {
  const text = 'SELECT hash FROM event_index.block ORDER BY number DESC LIMIT 1'
  return (await pool.query<{ hash: string }>({ name: 'newest block', text })).rows[0]?.hash ?? ''
}
