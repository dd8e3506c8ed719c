import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createRoute, z } from '@hono/zod-openapi'
import { hash, upload, uploadLimit, uploadRoom } from '@tributary/sdk/wire'
import { json } from '../api/json.ts'
import { requireSession } from '../api/middleware/session.ts'
import type { Api, Services } from '../api/Services.ts'
import { pathOf, previewPathOf } from './place.ts'
import { receive, tooLarge } from './receive.ts'
import { removeUpload } from './removeUpload.ts'
import { takeIn } from './takeIn.ts'
import { findUploads, roomOf, toUpload, type UploadRow } from './uploads.ts'

const tags = ['uploads']
const params = z.object({ id: hash })
const binary = { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } }

/** Mounts uploads: files that people bring along, seen by nobody else. */
export function addUploads(app: Api, services: Services): void {
  addTaking(app, services)
  addReading(app, services)
  addFiles(app, services)
}

function addTaking(app: Api, services: Services): void {
  const put = createRoute({
    method: 'put',
    path: '/v1/uploads',
    tags,
    summary: 'Upload a file',
    description: `The body is the file, at most ${uploadLimit} bytes. What it is, its bytes say: names and types are ignored.`,
    request: { body: { required: true, content: binary } },
    responses: { 200: { description: 'What the file is', content: json(upload) } },
  })
  app.openapi(put, async (c) => {
    const { address } = requireSession(c)
    if (Number(c.req.header('content-length') ?? 0) > uploadLimit) throw tooLarge(uploadLimit)
    await using received = await receive(services, c.req.raw.body)
    return c.json(toUpload(await takeIn(services, address, received)), 200)
  })
  const remove = createRoute({
    method: 'delete',
    path: '/v1/uploads/{id}',
    tags,
    summary: 'Throw an upload away',
    request: { params },
    responses: { 204: { description: 'It is gone' } },
  })
  app.openapi(remove, async (c) => {
    await removeUpload(services, requireSession(c).address, c.req.valid('param').id)
    return c.body(null, 204)
  })
}

function addReading(app: Api, services: Services): void {
  const room = createRoute({
    method: 'get',
    path: '/v1/uploads',
    tags,
    summary: 'How much room is taken',
    responses: { 200: { description: 'Room', content: json(uploadRoom) } },
  })
  app.openapi(room, async (c) => c.json(await roomOf(services.pool, requireSession(c).address), 200))
  const one = createRoute({
    method: 'get',
    path: '/v1/uploads/{id}',
    tags,
    summary: 'What an upload is',
    request: { params },
    responses: { 200: { description: 'The upload', content: json(upload) } },
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(toUpload(await ownUpload(services, requireSession(c).address, id)), 200)
  })
}

function addFiles(app: Api, services: Services): void {
  const file = createRoute({
    method: 'get',
    path: '/v1/uploads/{id}/file',
    tags,
    summary: 'The file itself',
    request: { params },
    responses: { 200: { description: 'The bytes', content: binary } },
  })
  app.openapi(file, async (c) => {
    const { id, content, size } = await ownUpload(services, requireSession(c).address, c.req.valid('param').id)
    // Whoever hangs up half-way leaves no open file behind.
    const file = createReadStream(pathOf(services.home, id), { signal: c.req.raw.signal })
    const stream = Readable.toWeb(file) as ReadableStream
    return new Response(stream, { headers: { ...headersOf(content), 'content-length': size } })
  })
  const preview = createRoute({
    method: 'get',
    path: '/v1/uploads/{id}/preview',
    tags,
    summary: 'An uploaded picture, small',
    request: { params },
    responses: { 200: { description: 'A WebP', content: { 'image/webp': { schema: z.string() } } } },
  })
  app.openapi(preview, async (c) => {
    const { id } = await ownUpload(services, requireSession(c).address, c.req.valid('param').id)
    const bytes = await readFile(previewPathOf(services.home, id)).catch(() => undefined)
    if (bytes === undefined) return c.notFound()
    return new Response(bytes, { headers: { ...pictureHeaders, 'content-type': 'image/webp' } })
  })
}

async function ownUpload(services: Services, owner: `0x${string}`, id: string): Promise<UploadRow> {
  return (await findUploads(services, owner, [id])).get(id) as UploadRow
}

const pictureHeaders = { 'cache-control': 'private, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' }

/** Pictures that were decoded are shown; anything else is only handed back, as bytes that no browser runs. */
function headersOf({ type, mediaType }: UploadRow['content']): Record<string, string> {
  if (type === 'picture') return { ...pictureHeaders, 'content-type': mediaType }
  return {
    ...pictureHeaders,
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
  }
}
