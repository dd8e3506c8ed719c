import { createRoute, z } from '@hono/zod-openapi'
import { Cid, type Store } from '@tributary/provenance'
import { anchorsOf } from '@tributary/sdk/node'
import { hash } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { notFound, RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'

/**
 * Mounts what a verifier must ask of this studio: which signers it trusts, what it knows by a hash, and its public
 * blocks. With these a browser judges a file by itself, and the file never leaves it.
 */
export function addEvidence(app: Api, services: Services): void {
  const roots = anchorsOf(services.home)
  app.openapi(rootsRoute, (c) => c.json({ roots }, 200))
  app.openapi(knownRoute, async (c) => {
    const works = await services.store.find(c.req.valid('param').sha256 as Hex)
    return c.json({ works: [...works] }, 200)
  })
  app.openapi(entryRoute, async (c) => {
    const { id } = c.req.valid('param')
    const entry = await services.store.entry(id as Hex)
    if (entry === undefined) throw notFound('work', id)
    return c.json(entry, 200)
  })
  app.openapi(blockRoute, async (c) => {
    const { cid } = c.req.valid('param')
    const bytes = await services.store.get(parseCid(cid))
    if (bytes === undefined) throw notFound('block', cid)
    return c.body(bytes.slice().buffer, 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })
}

type Cids = ReturnType<typeof Cid.parse>

function parseCid(text: string): Cids {
  try {
    return Cid.parse(text)
  } catch (cause) {
    throw new RefusedError({ status: 422, title: 'No content identifier', detail: `${text} is no CID.`, cause })
  }
}

const tags = ['Evidence']
const json = <schema extends z.ZodType>(schema: schema, description: string) => ({
  200: { description, content: { 'application/json': { schema } } },
})

const rootsRoute = createRoute({
  method: 'get',
  path: '/v1/evidence/roots',
  summary: 'The root certificates (PEM) of signers that this studio trusts',
  tags,
  responses: json(z.object({ roots: z.array(z.string()) }), 'Root certificates'),
})

const knownRoute = createRoute({
  method: 'get',
  path: '/v1/evidence/known/{sha256}',
  summary: 'The works whose record, file or picture has this hash',
  tags,
  request: { params: z.object({ sha256: hash }) },
  responses: json(z.object({ works: z.array(hash) }), 'Ids of works; none when nothing here has this hash'),
})

const entryRoute = createRoute({
  method: 'get',
  path: '/v1/evidence/entries/{id}',
  summary: 'What the store keeps about a work: its terms, files, trees and attestation',
  tags,
  request: { params: z.object({ id: hash }) },
  responses: json(z.custom<Store.Entry>().openapi({ type: 'object' }), 'The entry'),
})

const blockRoute = createRoute({
  method: 'get',
  path: '/v1/evidence/blocks/{cid}',
  summary: 'A content-addressed block: a record, a license text, or a part of a file',
  tags,
  request: { params: z.object({ cid: z.string().max(128) }) },
  responses: {
    200: {
      description: 'The bytes, which hash to the CID',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
  },
})
