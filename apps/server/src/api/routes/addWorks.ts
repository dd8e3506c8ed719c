import { createRoute, z } from '@hono/zod-openapi'
import { address, amount, hash, kind, page, right, work, workCard } from '@tributary/sdk/wire'
import { listWorks } from '../../reads/listWorks.ts'
import { readWork } from '../../reads/work.ts'
import { missing } from '../indexState.ts'
import { json } from '../json.ts'
import type { Api, Services } from '../Services.ts'

const tags = ['works']
const many = <schema extends z.ZodType>(schema: schema) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(schema).optional())

const filters = z.object({
  q: z.string().max(200).optional(),
  kind: many(kind),
  right: many(right),
  minPrice: amount.optional(),
  maxPrice: amount.optional(),
  token: address.optional(),
  creator: address.optional(),
  holder: address.optional(),
  parent: hash.optional(),
  sort: z.enum(['newest', 'oldest', 'earned', 'price', 'name']).default('newest'),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(1_000).optional(),
})

/** Mounts the list of works, which searches and filters, and the page of each. */
export function addWorks(app: Api, services: Services): void {
  const list = createRoute({
    method: 'get',
    path: '/v1/works',
    tags,
    summary: 'Works, searched and filtered',
    request: { query: filters },
    responses: { 200: { description: 'A part of the list', content: json(page(workCard)) } },
  })
  app.openapi(list, async (c) => {
    const { items, next } = await listWorks(services, c.req.valid('query'))
    return c.json({ items: [...items], ...(next !== undefined && { next }) }, 200)
  })
  const one = createRoute({
    method: 'get',
    path: '/v1/works/{id}',
    tags,
    summary: 'Everything about a work',
    request: { params: z.object({ id: hash }) },
    responses: { 200: { description: 'The work', content: json(work) } },
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const found = await readWork(services, id)
    if (found === undefined) throw await missing(services.pool, 'work', id)
    return c.json(found, 200)
  })
}
