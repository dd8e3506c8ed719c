import { createRoute } from '@hono/zod-openapi'
import { operations } from '@tributary/sdk/wire'
import { operationsOf } from '../../reads/studioState.ts'
import { requireOperator } from '../middleware/session.ts'
import type { Api, Services } from '../Services.ts'

/** Mounts `GET /v1/operations`: how the studio is, for those who operate it. */
export function addOperations(app: Api, services: Services): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/operations',
    tags: ['Operations'],
    summary: 'How the studio is',
    responses: { 200: { description: 'All its parts', content: { 'application/json': { schema: operations } } } },
  })
  app.openapi(route, async (c) => {
    requireOperator(c)
    return c.json(await operationsOf(services), 200, { 'cache-control': 'no-store' })
  })
}
