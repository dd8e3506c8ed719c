import { createRoute, z } from '@hono/zod-openapi'
import { text } from '../api/content.ts'
import { notFound } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { escapeText } from './escapeText.ts'

/** Addresses in one file of the sitemap; the standard's limit is 50,000. */
const atOnce = 10_000

const read = { method: 'get' as const, tags: ['pages'] }
const robotsRoute = createRoute({
  ...read,
  path: '/robots.txt',
  summary: 'What robots may read',
  responses: { 200: { description: 'RFC 9309', content: text('text/plain', 'User-agent: *\nAllow: /\n…') } },
})
const indexRoute = createRoute({
  ...read,
  path: '/sitemap.xml',
  summary: 'Where the parts of the sitemap are',
  responses: { 200: { description: 'A sitemap index', content: text('application/xml', '<sitemapindex …>') } },
})
const pageRoute = createRoute({
  ...read,
  path: '/sitemaps/{page}',
  summary: 'A part of the sitemap',
  request: { params: z.object({ page: z.coerce.number().int().min(1).max(999_999) }) },
  responses: { 200: { description: 'A sitemap', content: text('application/xml', '<urlset …>') } },
})

/** Mounts `robots.txt` and the sitemap. */
export function addRobots(app: Api, { settings, pool }: Services): void {
  const origin = settings.origins[0]
  const xml = { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'max-age=3600' }
  app.openapi(robotsRoute, (c) => c.text(robots(origin), 200, { 'cache-control': 'max-age=3600' }))
  app.openapi(indexRoute, async (c) => {
    const { rows } = await pool.query<{ works: string }>('SELECT count(*)::text AS works FROM event_index.work')
    const pages = Math.max(1, Math.ceil(Number(rows[0]!.works) / atOnce))
    return c.body(sitemapIndex(origin, pages), 200, xml)
  })
  app.openapi(pageRoute, async (c) => {
    const { page } = c.req.valid('param')
    const { rows } = await pool.query<{ id: string; time: string }>(
      'SELECT id, time::text FROM event_index.work ORDER BY position LIMIT $1 OFFSET $2',
      [atOnce, (page - 1) * atOnce],
    )
    if (rows.length === 0 && page > 1) throw notFound('sitemap', `${page}`)
    return c.body(sitemap(origin, rows), 200, xml)
  })
}

/** Robots may read pages, not ask the API or the chain; how works may be used stands in the license terms. */
function robots(origin: string): string {
  return `User-agent: *
Content-Signal: search=yes, ai-train=no
Allow: /
Disallow: /v1/
Disallow: /rpc
Disallow: /pay/
Disallow: /mcp

License: ${origin}/rsl.xml
Sitemap: ${origin}/sitemap.xml
`
}

function sitemapIndex(origin: string, pages: number): string {
  const entries = Array.from(
    { length: pages },
    (_, page) => `<sitemap><loc>${escapeText(`${origin}/sitemaps/${page + 1}`)}</loc></sitemap>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('')}</sitemapindex>
`
}

function sitemap(origin: string, works: readonly { id: string; time: string }[]): string {
  const entries = works.map(({ id, time }) => {
    const day = new Date(Number(time) * 1000).toISOString().slice(0, 10)
    return `<url><loc>${escapeText(`${origin}/works/${id}`)}</loc><lastmod>${day}</lastmod></url>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join('\n')}</urlset>
`
}
