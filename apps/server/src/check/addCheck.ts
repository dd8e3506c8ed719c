import { createRoute } from '@hono/zod-openapi'
import { type IndexCheck, indexCheck } from '@tributary/sdk/wire'
import { requireOperator } from '../api/middleware/session.ts'
import { RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { type Check, check, NotIndexedError, RewrittenError } from './check.ts'

/** How many differences are told; they are counted all. */
const told = 100

/** Mounts the check of the index against the chain. Operators alone may ask for it, and one check runs at a time. */
export function addCheck(app: Api, services: Services): void {
  let running: Promise<Check> | undefined
  app.openapi(route, async (c) => {
    requireOperator(c)
    const time = services.clock()
    running ??= check(services).finally(() => {
      running = undefined
    })
    const found = await running.catch(refuse)
    return c.json(toWire(found, time), 200)
  })
}

/** What a check found, as the API says it. */
export function toWire({ block, hash, compared, differences }: Check, time: number): IndexCheck {
  const isEqual = differences.length === 0
  const sample = differences.slice(0, told)
  return { block: String(block), hash, time, isEqual, compared, count: differences.length, differences: sample }
}

function refuse(cause: unknown): never {
  if (!(cause instanceof NotIndexedError || cause instanceof RewrittenError)) throw cause
  throw new RefusedError({ status: 503, title: 'The index cannot be checked now', detail: cause.message, cause })
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
