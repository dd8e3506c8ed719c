import type { MiddlewareHandler } from 'hono'
import { RefusedError } from '../problems.ts'
import type { Environment, Services } from '../Services.ts'

const reading: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** Names under which this machine reaches itself. */
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Refuses what another site's page sends: writes that name a foreign origin, and any request for a host that is not
 * ours, as a name has that was made to point at this machine.
 */
export function refuseForeign({ settings }: Pick<Services, 'settings'>): MiddlewareHandler<Environment> {
  const hosts = new Set(settings.origins.map((origin) => new URL(origin).host))
  return async (c, next) => {
    const url = new URL(c.req.url)
    if (!hosts.has(url.host) && !loopback.test(url.hostname)) throw foreignHost(url.host)
    const origin = c.req.header('origin')
    const isWrite = !reading.includes(c.req.method)
    if (isWrite && origin !== undefined && !settings.origins.includes(origin)) throw foreignOrigin(origin)
    if (isWrite && c.req.header('sec-fetch-site') === 'cross-site') throw foreignOrigin('another site')
    await next()
  }
}

function foreignHost(host: string): RefusedError {
  return new RefusedError({
    status: 421,
    title: 'Another host was meant',
    detail: `This studio does not answer for ${host}.`,
    hint: 'Use the address that the studio printed when it started, or add yours to its origins.',
  })
}

function foreignOrigin(origin: string): RefusedError {
  return new RefusedError({
    status: 403,
    title: 'Foreign origin',
    detail: `A page of ${origin} may not write to this studio.`,
    hint: 'Write from a page of the studio itself, or from a program that sends no Origin header.',
  })
}
