import { createRoute, z } from '@hono/zod-openapi'
import { stateOf } from '../../reads/studioState.ts'
import { text } from '../content.ts'
import { isCatchingUp } from '../indexState.ts'
import { json } from '../json.ts'
import { metrics } from '../middleware/metrics.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** Mounts `/health`, for whoever watches over processes, and `/metrics`, for this machine alone. */
export function addHealth(app: Api, services: Services): void {
  const headers = { 'cache-control': 'no-store' }
  app.openapi(whole, async (c) => {
    const { parts, isWell } = await healthOf(services)
    // Without the chain there is no news, but everything that is known can be read.
    return c.json({ status: isWell ? 'ok' : 'degraded', ...parts }, parts.database ? 200 : 503, headers)
  })
  app.openapi(live, (c) => c.json({ status: 'ok' }, 200, headers))
  app.openapi(ready, async (c) => {
    const { parts, isCurrent } = await healthOf(services)
    const isReady = Object.values(parts).every(Boolean) && isCurrent
    const told = { status: isReady ? ('ready' as const) : ('waiting' as const), ...parts, current: isCurrent }
    return c.json(told, isReady ? 200 : 503, { ...headers, ...(!isReady && { 'retry-after': '2' }) })
  })
  app.openapi(measures, async (c) => {
    if (!isLocal(c.get('network'))) throw notForYou()
    return c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType })
  })
}

/** Blocks that the index may lack: it reads each some moments after the chain has it. */
const mostBehind = 3

async function healthOf(services: Services) {
  const [{ chain, index, database }, isBusy] = await Promise.all([
    stateOf(services),
    isCatchingUp(services.pool).catch(() => true),
  ])
  const parts = { chain: chain.reachable, index: index.reachable, database: database.reachable }
  const isCurrent = !isBusy && chain.reachable && index.behind <= mostBehind
  return { parts, isCurrent, isWell: Object.values(parts).every(Boolean) }
}

const parts = { chain: z.boolean(), index: z.boolean(), database: z.boolean() }
const answers = <schema extends z.ZodType>(schema: schema, yes: string, no: string) => ({
  200: { description: yes, content: json(schema) },
  503: { description: no, content: json(schema) },
})
const read = { method: 'get' as const, tags: ['health'] }

const whole = createRoute({
  ...read,
  path: '/health',
  summary: 'How the parts of the studio are',
  responses: answers(
    z.object({ status: z.enum(['ok', 'degraded']), ...parts }),
    'It answers, maybe with old news',
    'Without its database it can answer nothing',
  ),
})
const live = createRoute({
  ...read,
  path: '/health/live',
  summary: 'Whether the process answers',
  description: 'Asks nobody else. A process that does not answer is to be started again.',
  responses: { 200: { description: 'It does', content: json(z.object({ status: z.literal('ok') })) } },
})
const ready = createRoute({
  ...read,
  path: '/health/ready',
  summary: 'Whether requests may be sent here',
  description: `Chain and database answer, and the event index is at most ${mostBehind} blocks behind.`,
  responses: answers(
    z.object({ status: z.enum(['ready', 'waiting']), ...parts, current: z.boolean() }),
    'Everything that is asked for is answered from the newest blocks',
    'Send requests elsewhere for a while; starting the process again would not help',
  ),
})
const measures = createRoute({
  ...read,
  path: '/metrics',
  summary: 'Measures for Prometheus, told to this machine alone',
  responses: {
    200: { description: 'Measures', content: text('text/plain', '# TYPE process_cpu_seconds_total counter\n…') },
    403: { description: 'You are on another machine' },
  },
})

const isLocal = (network: string): boolean => /^(::ffff:)?127\.|^::1$|^local$/.test(network)

function notForYou(): RefusedError {
  return new RefusedError({ status: 403, title: 'For this machine alone', detail: 'Metrics are told on 127.0.0.1.' })
}
