import { stateOf } from '../../reads/studioState.ts'
import { metrics } from '../middleware/metrics.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** Mounts `/health`, for whoever watches over processes, and `/metrics`, for this machine alone. */
export function addHealth(app: Api, services: Services): void {
  app.get('/health', async (c) => {
    const { chain, index, database } = await stateOf(services)
    const parts = { chain: chain.reachable, index: index.reachable, database: database.reachable }
    const isWell = Object.values(parts).every(Boolean)
    // Without the chain there is no news, but everything that is known can be read.
    const status = database.reachable ? 200 : 503
    return c.json({ status: isWell ? 'ok' : 'degraded', ...parts }, status, { 'cache-control': 'no-store' })
  })
  app.get('/metrics', async (c) => {
    if (!isLocal(c.get('network'))) throw notForYou()
    return c.body(await metrics.metrics(), 200, { 'content-type': metrics.contentType })
  })
}

const isLocal = (network: string): boolean => /^(::ffff:)?127\.|^::1$|^local$/.test(network)

function notForYou(): RefusedError {
  return new RefusedError({ status: 403, title: 'For this machine alone', detail: 'Metrics are told on 127.0.0.1.' })
}
