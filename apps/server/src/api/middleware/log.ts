import type { MiddlewareHandler } from 'hono'
import type { Environment, Services } from '../Services.ts'

/** Logs every request that changes something or fails; what is only read, at level `debug`. Never bodies or headers. */
export function logRequests({ log }: Pick<Services, 'log'>): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const start = performance.now()
    await next()
    const { method, path } = c.req
    const { status } = c.res
    const level = status >= 500 ? 'error' : method === 'GET' && status < 400 ? 'debug' : 'info'
    const by = c.get('session')?.address ?? c.get('network')
    log[level]({ request: c.get('requestId'), method, path, status, by, ms: Math.round(performance.now() - start) })
  }
}
