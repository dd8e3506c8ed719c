import { createRoute, z } from '@hono/zod-openapi'
import { uploadLimit, verification } from '@tributary/sdk/wire'
import type { Api, Services } from '../api/Services.ts'
import { receive, tooLarge } from '../uploads/receive.ts'
import { verifyFile } from './verifyFile.ts'

/** Mounts `POST /v1/verifications`: what is this file? Anybody may ask, and nothing of the file is kept. */
export function addVerifications(app: Api, services: Services): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/verifications',
    tags: ['verification'],
    summary: 'Judge a file',
    description: `The body is the file, at most ${uploadLimit} bytes, of any kind. The answer is one plain verdict with its evidence.`,
    request: {
      body: {
        required: true,
        content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
      },
    },
    responses: {
      200: { description: 'The verdict', content: { 'application/json': { schema: verification } } },
    },
  })
  app.openapi(route, async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > uploadLimit) throw tooLarge(uploadLimit)
    await using received = await receive(services, c.req.raw.body)
    return c.json(await verifyFile(services, received.path, c.req.raw.signal), 200)
  })
}
