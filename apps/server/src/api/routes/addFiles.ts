import { createRoute, z } from '@hono/zod-openapi'
import { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { openPreviews } from '../../pictures/Previews.ts'
import { bytes } from '../content.ts'
import { notFound } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** Pictures that browsers draw and never run. Everything else is handed over to be saved. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/webp'])

type Row = { readonly cid: string; readonly media_type: string; readonly name: string | null }

const params = z.object({
  sha256: z.string().meta({ example: `0x${'8b'.repeat(32)}`, description: 'SHA-256 of the bytes; 0x may be left out' }),
})

const fileRoute = createRoute({
  method: 'get',
  path: '/files/{sha256}',
  tags: ['files'],
  summary: 'A file of a work, named by its bytes',
  description: 'Pictures come as what they are; everything else as a download that no browser runs.',
  request: { params },
  responses: {
    200: { description: 'The bytes', content: bytes(...pictures, 'application/octet-stream') },
    304: { description: 'You have it: If-None-Match named it' },
  },
})

const previewRoute = createRoute({
  method: 'get',
  path: '/files/{sha256}/preview',
  tags: ['files'],
  summary: 'A picture of a work, small',
  request: { params },
  responses: { 200: { description: 'A WebP', content: bytes('image/webp') } },
})

/** Mounts `GET /files/{sha256}`: every file of every work that the store holds, named by its bytes. */
export function addFiles(app: Api, services: Services): void {
  const { pool, store } = services
  app.openapi(fileRoute, async (c) => {
    const named = c.req.valid('param').sha256.toLowerCase()
    const sha256 = (named.startsWith('0x') ? named : `0x${named}`) as Hex
    const tag = `"${sha256}"`
    const row = await findFile(pool, sha256)
    if (row === undefined) throw notFound('file', named)
    const headers = { ...headersOf(row, sha256), etag: tag }
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
    return c.body(await Store.file(store, { cid: row.cid, sha256 }), 200, headers)
  })
}

/** Mounts `GET /files/{sha256}/preview`: a picture, small. */
export function addPreviews(app: Api, services: Services): void {
  const previews = openPreviews(services)
  app.openapi(previewRoute, async (c) => {
    const sha256 = c.req.valid('param').sha256.toLowerCase() as Hex
    const row = await findFile(services.pool, sha256)
    const small = row && pictures.has(row.media_type) ? await previews.of({ cid: row.cid, sha256 }) : undefined
    if (small === undefined) throw notFound('picture', sha256)
    return c.body(small, 200, {
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    })
  })
}

async function findFile(pool: Services['pool'], sha256: Hex): Promise<Row | undefined> {
  if (!/^0x[0-9a-f]{64}$/.test(sha256)) return undefined
  const { rows } = await pool.query<Row>('SELECT cid, media_type, name FROM studio.file WHERE sha256 = $1 LIMIT 1', [
    sha256,
  ])
  return rows[0]
}

function headersOf({ media_type: type, name }: Row, sha256: Hex): Record<string, string> {
  const isPicture = pictures.has(type)
  return {
    'content-type': isPicture ? type : 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    // Other pages may show what can be licensed here.
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    ...(!isPicture && {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name ?? sha256.slice(2, 18))}`,
      'content-security-policy': "default-src 'none'; sandbox",
    }),
  }
}
