import { createRoute } from '@hono/zod-openapi'
import { type IndexCheck, indexCheck } from '@tributary/sdk/wire'
import { requireOperator } from '../api/middleware/session.ts'
import { RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { CrossedError, ThreadPool } from '../jobs/threads/ThreadPool.ts'
import type { Check } from './check.ts'
import type { CheckOrder } from './thread.ts'

/** How many differences are told; they are counted all. */
const told = 100

const threads = new ThreadPool<CheckOrder, Check>({
  module: new URL('./thread.ts', import.meta.url),
  size: 1,
  seconds: 600,
  megabytes: 4_096,
})

/** Mounts the check of the index against the chain. Operators alone may ask; who asks meanwhile gets the same answer. */
export function addCheck(app: Api, services: Services): void {
  let running: Promise<Check> | undefined
  app.openapi(route, async (c) => {
    requireOperator(c)
    running ??= threads.run(orderOf(services)).finally(() => {
      running = undefined
    })
    return c.json(toWire(await running.catch(refuse), services.clock()), 200)
  })
}

/** What a check found, as the API says it. */
export function toWire({ block, hash, compared, differences }: Check, time: number): IndexCheck {
  const isEqual = differences.length === 0
  const sample = differences.slice(0, told)
  return { block: String(block), hash, time, isEqual, compared, count: differences.length, differences: sample }
}

function orderOf({ pool, client, home }: Services): CheckOrder {
  return { url: pool.options.connectionString!, rpc: client.rpc, store: home.store }
}

function refuse(cause: unknown): never {
  if (!(cause instanceof CrossedError && cause.name.startsWith('check.'))) throw cause
  const [detail] = cause.message.split('\nHint: ')
  throw new RefusedError({ status: 503, title: 'The index cannot be checked now', detail, hint: cause.hint, cause })
}

const route = createRoute({
  method: 'post',
  path: '/v1/operations/check',
  summary: 'Compare the event index with the chain, to the wei',
  tags: ['Operations'],
  responses: {
    200: {
      description: 'What was compared, and what differs',
      content: { 'application/json': { schema: indexCheck } },
    },
  },
})
