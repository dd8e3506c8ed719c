import { createRoute, z } from '@hono/zod-openapi'
import { Rights } from '@tributary/protocol'
import { hash, problem, right } from '@tributary/sdk/wire'
import { type Hex, zeroHash } from 'viem'
import { limitRate } from '../api/middleware/rates.ts'
import type { Api, Services } from '../api/Services.ts'
import { type Door, openDoor } from './Door.ts'
import { drawingQuery, nameOfDrawing, resourcesOfDrawing } from './generation/drawingResources.ts'
import { resourcesOfOffer, resourcesOfWork } from './licenseResources.ts'
import { serveResource } from './serveResource.ts'

/** Terms ask the chain, and payments keep the relayer busy. */
const rate = { burst: 1_000, perSecond: 200 }

const form = z.enum(['file', 'json']).default('file')

/** Mounts `/pay/*`: what is asked for there is delivered once it is paid, over HTTP 402. */
export function addPaymentDoor(app: Api, services: Services): void {
  const door = openDoor(services)
  allowOtherPages(app)
  app.use('/pay/*', limitRate(rate))
  addOffers(app, door)
  addWorks(app, door)
  addDrawings(app, door)
}

function addOffers(app: Api, door: Door): void {
  const params = z.object({ offer: hash })
  const route = payRoute(
    '/pay/offers/{offer}',
    'A license under one offer, and the file',
    params,
    z.object({ as: form }),
  )
  app.openapi(route, (c) => {
    const offer = c.req.valid('param').offer as Hex
    return serveResource(door, c.req.raw.headers, {
      url: urlOf(door, c.req.url),
      form: c.req.valid('query').as,
      holds: (checkout) => checkout.offer === offer && checkout.resource === zeroHash,
      resources: () => resourcesOfOffer(door, offer),
    })
  })
}

function addWorks(app: Api, door: Door): void {
  const params = z.object({ id: hash })
  const query = z.object({ right: right.default('display'), as: form })
  const route = payRoute(
    '/pay/works/{id}',
    'The cheapest open license of a work with a right, and the file',
    params,
    query,
  )
  app.openapi(route, async (c) => {
    const work = c.req.valid('param').id as Hex
    const { right: wanted, as } = c.req.valid('query')
    const sold = await offersOf(door, work, wanted)
    return serveResource(door, c.req.raw.headers, {
      url: urlOf(door, c.req.url),
      form: as,
      holds: (checkout) => checkout.resource === zeroHash && sold.has(checkout.offer),
      resources: () => resourcesOfWork(door, work, wanted),
    })
  })
}

function addDrawings(app: Api, door: Door): void {
  const params = z.object({ id: hash })
  const query = drawingQuery.extend({ as: form })
  const route = payRoute('/pay/models/{id}/generate', 'A picture that a model draws for you', params, query)
  app.openapi(route, async (c) => {
    const { as, ...asked } = c.req.valid('query')
    const model = c.req.valid('param').id as Hex
    const resources = await resourcesOfDrawing(door, model, asked)
    const name = resources[0]?.resource
    return serveResource(door, c.req.raw.headers, {
      url: urlOf(door, c.req.url),
      form: as,
      holds: ({ drawing }) => drawing?.model === model && name === nameOfDrawing(drawing),
      resources: async () => resources,
    })
  })
}

/** The offers of a work with a right, open or not: what was bought under them once can be asked for again. */
async function offersOf({ services }: Door, work: Hex, wanted: Rights.Right): Promise<ReadonlySet<Hex>> {
  const { rows } = await services.pool.query<{ id: Hex }>(
    'SELECT id FROM studio.offer WHERE work = $1 AND rights & $2 = $2',
    [work, Rights.from([wanted])],
  )
  return new Set(rows.map(({ id }) => id))
}

function payRoute<params extends z.ZodObject, query extends z.ZodObject>(
  path: string,
  summary: string,
  params: params,
  query: query,
) {
  return createRoute({
    method: 'get',
    path,
    tags: ['pay'],
    summary,
    description:
      'Answers 402 with x402 terms (version 2, scheme "exact", EIP-3009). With a payment in PAYMENT-SIGNATURE the answer is the file; license and receipt stand in headers, or with as=json beside it. The same payment, or the header RECEIPT, gets it again without paying.',
    request: { params, query },
    responses: {
      200: { description: 'What was paid for', content: { 'application/octet-stream': { schema: z.string() } } },
      402: { description: 'The terms', content: { 'application/problem+json': { schema: problem.loose() } } },
    },
  })
}

/** The URL as buyers know it: the studio's own origin, whatever a proxy calls it. */
function urlOf({ services }: Door, url: string): string {
  const { pathname, search } = new URL(url)
  return `${services.settings.origins[0]}${pathname}${search}`
}

/** Nothing here rests on cookies, so that pages of others may sell for us. */
function allowOtherPages(app: Api): void {
  app.use('/pay/*', async (c, next) => {
    if (c.req.method === 'OPTIONS') return c.body(null, 204, preflight)
    await next()
    c.res.headers.set('access-control-allow-origin', '*')
    c.res.headers.set('access-control-expose-headers', 'payment-required, payment-response, license, receipt, link')
  })
}

const preflight = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET',
  'access-control-allow-headers': 'payment-signature, x-payment, receipt, access-control-expose-headers',
  'access-control-max-age': '86400',
}
