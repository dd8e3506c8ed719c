import { createRoute, type z } from '@hono/zod-openapi'
import { studio } from '@tributary/sdk/wire'
import type { Api, Services } from '../Services.ts'

/** Mounts `GET /v1/studio`: what a client must know of this studio before anything else. */
export function addStudio(app: Api, { client, settings, chain, keys }: Services): void {
  const route = createRoute({
    method: 'get',
    path: '/v1/studio',
    tags: ['studio'],
    summary: 'What this studio is, and on which chain',
    responses: { 200: { description: 'The studio', content: { 'application/json': { schema: studio } } } },
  })
  app.openapi(route, async (c) => {
    const { name, version, did, tokens } = settings
    const { works, ledger, licenses, royaltyReceivers, checkouts, wrappedEther } = client.deployment
    const embedded = chain !== undefined
    const block = `${await client.public.getBlockNumber({ cacheTime: 1_000 })}`
    return c.json(
      {
        name,
        version,
        did,
        tokens: [...tokens],
        contracts: { works, ledger, licenses, royaltyReceivers, checkouts, wrappedEther },
        gateway: keys.account('gateway').address,
        chain: {
          id: client.chainId,
          name: embedded ? 'Embedded chain' : `Chain ${client.chainId}`,
          genesis: client.genesis,
          rpc: '/rpc',
          embedded,
          block,
        },
      } satisfies z.infer<typeof studio>,
      200,
    )
  })
}
