import { createRoute, z } from '@hono/zod-openapi'
import { notFound, RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { nameOf, readWork } from './readWork.ts'

const query = z.object({
  url: z.string().max(2_000),
  format: z.enum(['json', 'xml']).default('json'),
  maxwidth: z.coerce.number().int().positive().optional(),
  maxheight: z.coerce.number().int().positive().optional(),
})

/** Mounts `/oembed`: how other sites show a work when somebody pastes its address. The address is read, never fetched. */
export function addOembed(app: Api, { settings }: Services): void {
  const route = createRoute({
    method: 'get',
    path: '/oembed',
    tags: ['pages'],
    summary: 'How to embed a work (oEmbed 1.0)',
    request: { query },
    responses: { 200: { description: 'oEmbed', content: { 'application/json': { schema: z.looseObject({}) } } } },
  })
  app.openapi(route, async (c) => {
    const { url, format, maxwidth = 1200, maxheight = 630 } = c.req.valid('query')
    if (format === 'xml')
      throw new RefusedError({ status: 501, title: 'Only JSON', detail: 'This provider has no XML.' })
    const id = idIn(url, settings.origins)
    const work = id && (await readWork(app, c, id))
    if (!work) throw notFound('work', url.slice(0, 200))
    const origin = settings.origins[0]
    const scale = Math.min(1, maxwidth / 1200, maxheight / 630)
    const photo = {
      url: `${origin}/works/${work.id}/card.png`,
      width: Math.floor(1200 * scale),
      height: Math.floor(630 * scale),
    }
    return c.json(
      {
        version: '1.0',
        type: 'photo',
        ...photo,
        title: work.name,
        author_name: nameOf(work.creator),
        author_url: `${origin}/accounts/${work.creator.address}`,
        provider_name: settings.name,
        provider_url: origin,
        cache_age: 300,
        thumbnail_url: photo.url,
        thumbnail_width: photo.width,
        thumbnail_height: photo.height,
        license_url: `${origin}/works/${work.id}/rsl.xml`,
      },
      200,
      { 'access-control-allow-origin': '*' },
    )
  })
}

/** The work that an address of ours names. */
function idIn(url: string, origins: readonly string[]): string | undefined {
  const parsed = URL.parse(url)
  if (parsed === null || !origins.includes(parsed.origin)) return undefined
  return /^\/works\/(0x[0-9a-f]{64})\/?$/.exec(parsed.pathname)?.[1]
}
