import { createRoute, z } from '@hono/zod-openapi'
import { hash } from '@tributary/sdk/wire'
import { notFound } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import * as WebFiles from '../web/WebFiles.ts'
import * as Cards from './Cards.ts'
import { fill, headOf } from './headOf.ts'
import { addOembed } from './oembed.ts'
import { readWork } from './readWork.ts'
import { addRobots } from './robots.ts'
import { addTerms } from './rsl.ts'

/** Mounts what other people's programs read of works: page heads, cards, oEmbed, license terms, robots, sitemap. */
export function addPages(app: Api, services: Services): void {
  addHead(app, services)
  addCard(app, services)
  addOembed(app, services)
  addTerms(app, services)
  addRobots(app, services)
}

/** The page of a work: the studio's page with the head of the work, so that a link to it shows what it is. */
function addHead(app: Api, { settings }: Services): void {
  app.get('/works/:id{0x[0-9a-f]{64}}', async (c, next) => {
    // People get the page in any case; it asks again by itself.
    const work = await readWork(app, c, c.req.param('id')).catch(() => undefined)
    if (work === undefined) return next()
    const head = headOf(work, { origin: settings.origins[0], studio: settings.name })
    const page = fill(await WebFiles.readPage(), head)
    return c.html(page, 200, { 'cache-control': 'no-cache' })
  })
}

function addCard(app: Api, services: Services): void {
  const route = createRoute({
    method: 'get',
    path: '/works/{id}/card.png',
    tags: ['pages'],
    summary: 'The preview card of a work, 1200 by 630',
    request: { params: z.object({ id: hash }) },
    responses: { 200: { description: 'PNG', content: { 'image/png': { schema: z.string() } } } },
  })
  app.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const work = await readWork(app, c, id)
    if (work === undefined) throw notFound('work', id)
    const { png, name } = await Cards.cardFor(services, work)
    const etag = `"${name}"`
    const headers = { 'cache-control': 'public, max-age=300', etag, 'cross-origin-resource-policy': 'cross-origin' }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
    return c.body(png, 200, { ...headers, 'content-type': 'image/png' })
  })
}
