import { randomUUID } from 'node:crypto'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { Environment, Services } from '../Services.ts'

/** Numbers the request, and says by which name its limits are counted. */
export function nameCaller({ settings }: Pick<Services, 'settings'>): MiddlewareHandler<Environment> {
  return async (c, next) => {
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('network', networkOf(c, settings.trustsProxy === true))
    await next()
    c.res.headers.set('x-request-id', requestId)
  }
}

/** The address that a request came from; a proxy's word counts only where the settings say so. */
function networkOf(c: Context<Environment>, trustsProxy: boolean): string {
  const forwarded = trustsProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (forwarded !== undefined && forwarded !== '') return forwarded
  // A request of a test comes from no socket.
  return c.env !== undefined && 'incoming' in (c.env as object) ? (getConnInfo(c).remote.address ?? 'unknown') : 'local'
}
