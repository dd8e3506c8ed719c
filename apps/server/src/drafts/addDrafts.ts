import { createRoute, z } from '@hono/zod-openapi'
import { draft, draftInput, draftSignatures, draftWork, page } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { json } from '../api/json.ts'
import { once } from '../api/middleware/once.ts'
import { requireSession } from '../api/middleware/session.ts'
import type { Api, Services } from '../api/Services.ts'
import type { DraftedWork, DraftRow } from './DraftRow.ts'
import { describeParts } from './describeParts.ts'
import { draftOf } from './drafts.ts'
import { signDraft } from './signDraft.ts'
import { startDraft } from './startDraft.ts'
import { toDraft } from './toDraft.ts'

const tags = ['drafts']
const params = z.object({ id: z.string().max(64) })
const quoted = z.object({ works: z.array(draftWork.omit({ id: true, toSign: true, signed: true })) })

/** Mounts drafts: works on their way to the chain, by the will of whoever is signed in. */
export function addDrafts(app: Api, services: Services): void {
  addQuoting(app, services)
  addStarting(app, services)
  addReading(app, services)
}

function addQuoting(app: Api, services: Services): void {
  const quote = createRoute({
    method: 'post',
    path: '/v1/drafts/quote',
    tags,
    summary: 'Who would get what of $10',
    description: 'Takes what POST /v1/drafts takes. Makes nothing.',
    request: { body: { required: true, content: json(draftInput) } },
    responses: { 200: { description: 'Each work with its flows and its quote', content: json(quoted) } },
  })
  app.openapi(quote, async (c) => {
    const { works } = await describeParts(services, requireSession(c).address, c.req.valid('json'))
    return c.json({ works: works.map(toQuoted) }, 200)
  })
}

function toQuoted({ kind, name, picture, flows, quote }: DraftedWork) {
  return { kind, name, flows: [...flows], quote, ...(picture && { picture }) }
}

function addStarting(app: Api, services: Services): void {
  const post = createRoute({
    method: 'post',
    path: '/v1/drafts',
    tags,
    summary: 'Prepare works to be published',
    description: 'The creator is whoever is signed in. Nothing reaches the chain before their wallet sends the plan.',
    middleware: [once(services)] as const,
    request: { body: { required: true, content: json(draftInput) } },
    responses: { 202: { description: 'The draft', content: json(draft) } },
  })
  app.openapi(post, async (c) => {
    const row = await startDraft(services, requireSession(c).address, c.get('writeId'), c.req.valid('json'))
    return c.json(await toDraft(services, row), 202, { location: `/v1/drafts/${row.id}` })
  })
  const sign = createRoute({
    method: 'post',
    path: '/v1/drafts/{id}/signature',
    tags,
    summary: 'Hand in what the creator signed',
    request: { params, body: { required: true, content: json(draftSignatures) } },
    responses: { 200: { description: 'The draft', content: json(draft) } },
  })
  app.openapi(sign, async (c) => {
    const { id } = c.req.valid('param')
    const row = await signDraft(services, requireSession(c).address, id, c.req.valid('json'))
    return c.json(await toDraft(services, row), 200)
  })
}

function addReading(app: Api, services: Services): void {
  const one = createRoute({
    method: 'get',
    path: '/v1/drafts/{id}',
    tags,
    summary: 'How a draft stands',
    request: { params },
    responses: { 200: { description: 'The draft', content: json(draft) } },
  })
  app.openapi(one, async (c) => {
    const row = await draftOf(services.pool, requireSession(c).address, c.req.valid('param').id)
    return c.json(await toDraft(services, row), 200)
  })
  const list = createRoute({
    method: 'get',
    path: '/v1/drafts',
    tags,
    summary: 'The newest drafts of whoever is signed in',
    request: { query: z.object({ limit: z.coerce.number().int().min(1).max(50).default(20) }) },
    responses: { 200: { description: 'Drafts', content: json(page(draft)) } },
  })
  app.openapi(list, async (c) => {
    const rows = await newest(services, requireSession(c).address, c.req.valid('query').limit)
    return c.json({ items: await Promise.all(rows.map((row) => toDraft(services, row))) }, 200)
  })
}

async function newest({ pool }: Services, creator: Address, limit: number): Promise<DraftRow[]> {
  const question = 'SELECT * FROM studio.draft WHERE creator = $1 ORDER BY created DESC, id DESC LIMIT $2'
  return (await pool.query<DraftRow>(question, [creator.toLowerCase(), limit])).rows
}
