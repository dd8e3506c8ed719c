import { createHash, randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { RefusedError } from '../problems.ts'
import type { Environment, Services } from '../Services.ts'
import { callerOf } from './rates.ts'

/** How long an answer is kept, in seconds. */
export const keepAnswers = 86_400

/** A request that is being answered says so again and again; one that went silent for this long has died. Seconds. */
const silence = 15

/** How long a second request waits for the first one's answer. */
const patienceMs = 20_000

/**
 * Lets a write happen once for each `Idempotency-Key`: the same key with the same request gets the first answer
 * again, also after the server was killed; with another request it is refused. Two at the same moment: one acts, the
 * other waits for its answer.
 *
 * What a route makes it should name by `c.get('writeId')`, which is the same for every request with this key: then even
 * a write that was cut off between the deed and the answer is found done, not done again.
 */
export function once(services: OnceServices): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key === undefined) {
      c.set('writeId', randomUUID())
      return next()
    }
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw badKey()
    const write = await writeOf(c, key)
    c.set('writeId', write.id)
    const kept = await take(services, write)
    if (kept !== undefined) {
      c.res = kept
      return
    }
    await actOnce(services, write, c, next)
  }
}

type Write = { readonly caller: string; readonly key: string; readonly request: Buffer; readonly id: string }
type Kept = {
  readonly request: Buffer
  readonly status: number | null
  readonly headers: Record<string, string> | null
  readonly body: Buffer | null
}
type OnceServices = Pick<Services, 'pool' | 'clock' | 'log'>

async function writeOf(c: Context<Environment>, key: string): Promise<Write> {
  const caller = callerOf(c)
  const hash = createHash('sha256').update(`${c.req.method} ${c.req.path}\n`)
  const request = hash.update(new Uint8Array(await c.req.arrayBuffer())).digest()
  const digest = createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('hex')
  const id = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
  return { caller, key, request, id }
}

/** Takes the write for this request, or waits for the answer that another one gets. */
async function take(services: OnceServices, write: Write): Promise<Response | undefined> {
  const deadline = Date.now() + patienceMs
  for (let pause = 20; Date.now() < deadline; pause = Math.min(pause * 2, 500)) {
    if (await claim(services, write)) return undefined
    const kept = await find(services, write)
    if (kept !== undefined && !kept.request.equals(write.request)) throw otherRequest(write.key)
    if (kept?.status) return replay(kept)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  throw stillRunning(write.key)
}

async function claim({ pool, clock }: OnceServices, { caller, key, request }: Write): Promise<boolean> {
  const now = clock()
  const { rowCount } = await pool.query(
    `INSERT INTO studio.idempotency AS kept (caller, key, request, created, touched) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (caller, key) DO UPDATE
       SET request = $3, created = $4, touched = $4, status = NULL, headers = NULL, body = NULL
       WHERE kept.created < $5 OR (kept.status IS NULL AND kept.touched < $6 AND kept.request = $3)`,
    [caller, key, request, now, now - keepAnswers, now - silence],
  )
  return rowCount === 1
}

async function find({ pool }: OnceServices, { caller, key }: Write): Promise<Kept | undefined> {
  const question = 'SELECT request, status, headers, body FROM studio.idempotency WHERE caller = $1 AND key = $2'
  return (await pool.query<Kept>(question, [caller, key])).rows[0]
}

async function actOnce(
  services: OnceServices,
  write: Write,
  c: Context<Environment>,
  next: () => Promise<void>,
): Promise<void> {
  const beat = setInterval(() => touch(services, write), (silence * 1_000) / 3)
  try {
    await next()
    await (isFinal(c.res.status) ? keep(services, write, c) : forget(services, write))
  } catch (error) {
    await forget(services, write)
    throw error
  } finally {
    clearInterval(beat)
  }
}

function touch({ pool, clock, log }: OnceServices, { caller, key }: Write): void {
  pool
    .query('UPDATE studio.idempotency SET touched = $3 WHERE caller = $1 AND key = $2', [caller, key, clock()])
    .catch((error: unknown) => log.warn({ err: error }, 'could not say that a write still runs'))
}

/** What may succeed when it is tried again must not be kept. */
function isFinal(status: number): boolean {
  return status < 500 && ![401, 408, 409, 425, 429].includes(status)
}

const keptHeaders = ['content-type', 'location', 'etag'] as const

async function keep({ pool }: OnceServices, { caller, key }: Write, c: Context<Environment>): Promise<void> {
  const body = Buffer.from(await c.res.clone().arrayBuffer())
  const headers = keptHeaders.flatMap((name) => (c.res.headers.has(name) ? [[name, c.res.headers.get(name)]] : []))
  await pool.query(
    'UPDATE studio.idempotency SET status = $3, headers = $4, body = $5 WHERE caller = $1 AND key = $2',
    [caller, key, c.res.status, JSON.stringify(Object.fromEntries(headers)), body],
  )
}

async function forget({ pool }: OnceServices, { caller, key }: Write): Promise<void> {
  await pool.query('DELETE FROM studio.idempotency WHERE caller = $1 AND key = $2', [caller, key])
}

function replay({ status, headers, body }: Kept): Response {
  const init = { status: status ?? 200, headers: { ...headers, 'idempotency-replayed': 'true' } }
  return new Response(body === null || body.length === 0 ? null : new Uint8Array(body), init)
}

function badKey(): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Unusable idempotency key',
    detail: 'An Idempotency-Key is 1 to 200 visible ASCII characters.',
    hint: 'Use a random UUID.',
  })
}

function otherRequest(key: string): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Idempotency key used for another request',
    detail: `The key ${key} was sent before with another method, path or body.`,
    hint: 'Use a new key for a new request.',
  })
}

function stillRunning(key: string): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'The first request still runs',
    detail: `A request with the key ${key} has no answer yet.`,
    hint: 'Send the same request again in a moment.',
    headers: { 'retry-after': '2' },
    retry: true,
  })
}
