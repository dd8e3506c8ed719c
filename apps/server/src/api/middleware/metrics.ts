import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Histogram, register } from 'prom-client'
import type { Environment } from '../Services.ts'

/** Every metric of this process; other parts register theirs with prom-client as usual. */
export { register as metrics } from 'prom-client'

const name = 'tributary_http_request_seconds'

/** Times every request by its route, never by its path: a scraper must not see a series for every work. */
export function measureRequests(): MiddlewareHandler<Environment> {
  const seconds = histogram()
  return async (c, next) => {
    const stop = seconds.startTimer()
    await next()
    stop({ method: c.req.method, route: routePath(c, -1), status: c.res.status })
  }
}

/** A process has one registry, however many applications it makes. */
function histogram(): Histogram {
  const found = register.getSingleMetric(name)
  if (found instanceof Histogram) return found
  collectDefaultMetrics()
  return new Histogram({
    name,
    help: 'Seconds from the head of a request to the head of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })
}
