import { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { etag } from 'hono/etag'
import { catchingUp, lacksIndex } from './indexState.ts'
import { nameCaller } from './middleware/caller.ts'
import { addSecurityHeaders } from './middleware/headers.ts'
import { logRequests } from './middleware/log.ts'
import { measureRequests } from './middleware/metrics.ts'
import { refuseForeign } from './middleware/origin.ts'
import { limitRate, rates } from './middleware/rates.ts'
import { rememberAnswers } from './middleware/remember.ts'
import { readSession } from './middleware/session.ts'
import { limitSize } from './middleware/size.ts'
import { parts } from './parts.ts'
import { answerOf, problemOf, RefusedError } from './problems.ts'
import type { Api, Environment, Services } from './Services.ts'

/**
 * The server's application: every door of the studio on one port.
 *
 * @example
 * ```ts
 * const app = createApp(services)
 * await app.request('/v1/studio')
 * ```
 */
export function createApp(services: Services): Api {
  const app: Api = new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
  app.use(nameCaller(services), measureRequests(), logRequests(services), addSecurityHeaders(), refuseForeign(services))
  app.use('/v1/*', readSession(services), limitReadsAndWrites(services))
  app.use(limitSize())
  app.get('/v1/*', tagAnswers())
  const remember = rememberAnswers(services)
  for (const path of ['/v1/works', '/v1/works/*', '/v1/accounts/*', '/v1/offers/*']) app.get(path, remember)
  for (const add of parts) add(app, services)
  app.notFound((c) =>
    answerOf(problemOf(new RefusedError({ status: 404, title: 'Not found', detail: `Nothing is at ${c.req.path}.` }))),
  )
  app.onError((thrown, c) => {
    const error = lacksIndex(thrown) ? catchingUp(thrown) : thrown
    const problem = problemOf(error)
    if (problem.status >= 500) services.log.error({ err: error, request: c.get('requestId') }, 'request failed')
    return answerOf({ ...problem, instance: c.req.path }, error instanceof RefusedError ? error.headers : {})
  })
  return app
}

/** Reading is limited by itself, so that a busy page cannot keep anybody from writing. */
function limitReadsAndWrites({ settings }: Services): MiddlewareHandler<Environment> {
  const [reads, writes] = [limitRate({ ...rates.read, ...settings.readRate }), limitRate(rates.write)]
  return (c, next) => (c.req.method === 'GET' || c.req.method === 'HEAD' ? reads(c, next) : writes(c, next))
}

/** Streams have no end to hash, and files are named by their hash. */
const untagged = /^\/v1\/(live|jobs\/[^/]+\/(events|files\/.*)|uploads\/[^/]+\/.*|evidence\/blocks\/.*)$/

function tagAnswers(): MiddlewareHandler<Environment> {
  const tag = etag()
  return (c, next) => (untagged.test(c.req.path) ? next() : tag(c, next))
}

type Checked = { readonly success: boolean; readonly target: string; readonly error?: { readonly issues: Issues } }
type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]

/** What a schema refuses: the first few reasons, each with its place. */
function refuseInvalid({ success, target, error }: Checked): Response | undefined {
  if (success || error === undefined) return undefined
  const reasons = error.issues.slice(0, 5).map(({ path, message }) => `${[target, ...path].join('.')}: ${message}`)
  return answerOf(problemOf(new RefusedError({ status: 422, title: 'Invalid request', detail: reasons.join('; ') })))
}
