import { OpenAPIHono } from '@hono/zod-openapi'
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
  for (const add of parts) add(app, services)
  app.notFound((c) =>
    answerOf(problemOf(new RefusedError({ status: 404, title: 'Not found', detail: `Nothing is at ${c.req.path}.` }))),
  )
  app.onError((error) => {
    const problem = problemOf(error)
    if (problem.status >= 500) services.log.error({ err: error }, 'request failed')
    return answerOf(problem, error instanceof RefusedError ? error.headers : {})
  })
  return app
}

type Checked = { readonly success: boolean; readonly target: string; readonly error?: { readonly issues: Issues } }
type Issues = readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]

/** What a schema refuses: the first few reasons, each with its place. */
function refuseInvalid({ success, target, error }: Checked): Response | undefined {
  if (success || error === undefined) return undefined
  const reasons = error.issues.slice(0, 5).map(({ path, message }) => `${[target, ...path].join('.')}: ${message}`)
  return answerOf(problemOf(new RefusedError({ status: 422, title: 'Invalid request', detail: reasons.join('; ') })))
}
