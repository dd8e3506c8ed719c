import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import { job, jobInput, jobKind, jobState, page } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { bytes, text } from '../api/content.ts'
import { json } from '../api/json.ts'
import { once } from '../api/middleware/once.ts'
import { requireSession } from '../api/middleware/session.ts'
import { notFound } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { Followers } from './Followers.ts'
import { folderOf } from './files.ts'
import { followJob } from './followJob.ts'
import { JobFeed } from './JobFeed.ts'
import { toJob } from './JobRow.ts'
import { listJobs } from './listJobs.ts'
import { jobOf } from './ownJob.ts'
import { cancel } from './queue.ts'
import { startJob } from './startJob.ts'

const tags = ['jobs']
const params = z.object({ id: z.string().max(64) })

/** Mounts jobs: work that takes a while, done by workers, followed by whoever asked for it. */
export function addJobs(app: Api, services: Services): void {
  addStarting(app, services)
  addListing(app, services)
  addFollowing(app, services)
  addJobFiles(app, services)
}

function addStarting(app: Api, services: Services): void {
  const post = createRoute({
    method: 'post',
    path: '/v1/jobs',
    tags,
    summary: 'Start a job',
    description:
      'Make a data set, train a model, draw pictures or verify an upload. With an Idempotency-Key it starts once.',
    middleware: [once(services)] as const,
    request: { body: { required: true, content: json(jobInput) } },
    responses: { 202: { description: 'The job, which waits for a worker', content: json(job) } },
  })
  app.openapi(post, async (c) => {
    const { address } = requireSession(c)
    const row = await startJob(services, address, c.get('writeId'), c.req.valid('json'))
    return c.json(toJob(row), 202, { location: `/v1/jobs/${row.id}` })
  })
  const stop = createRoute({
    method: 'post',
    path: '/v1/jobs/{id}/cancel',
    tags,
    summary: 'Cancel a job',
    description:
      'A job that waits ends at once, one that runs within a second or two. One that has ended stays as it is.',
    request: { params },
    responses: { 200: { description: 'The job', content: json(job) } },
  })
  app.openapi(stop, async (c) => {
    const { id } = await jobOf(services.pool, requireSession(c).address, c.req.valid('param').id)
    const row = await cancel(services.pool, id, services.clock())
    if (row === undefined) throw notFound('job', id)
    return c.json(toJob(row), 200)
  })
}

function addListing(app: Api, services: Services): void {
  const query = z.object({
    kind: jobKind.optional(),
    state: jobState.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  })
  const list = createRoute({
    method: 'get',
    path: '/v1/jobs',
    tags,
    summary: 'Jobs of whoever is signed in, the newest first',
    request: { query },
    responses: { 200: { description: 'Jobs', content: json(page(job)) } },
  })
  app.openapi(list, async (c) =>
    c.json(await listJobs(services.pool, requireSession(c).address, c.req.valid('query')), 200),
  )
  const one = createRoute({
    method: 'get',
    path: '/v1/jobs/{id}',
    tags,
    summary: 'How a job stands',
    request: { params },
    responses: { 200: { description: 'The job', content: json(job) } },
  })
  app.openapi(one, async (c) => {
    const row = await jobOf(services.pool, requireSession(c).address, c.req.valid('param').id)
    return c.json(toJob(row), 200)
  })
}

function addFollowing(app: Api, services: Services): void {
  const feed = new JobFeed(services.pool)
  const followers = new Followers()
  const example = 'event: job\ndata: {"id":"073d01bb-…","kind":"dataset","state":"running",…}\nid: 84\n\n'
  const events = createRoute({
    method: 'get',
    path: '/v1/jobs/{id}/events',
    tags,
    summary: 'Follow a job',
    description:
      'Server-sent events of the name `job`, each the whole job as it was then: first what happened so far, or since Last-Event-ID. The stream closes when the job has ended.',
    request: { params, headers: z.object({ 'last-event-id': z.string().optional() }) },
    responses: { 200: { description: 'Events', content: text('text/event-stream', example) } },
  })
  app.openapi(events, async (c) => {
    const { address } = requireSession(c)
    const { id } = await jobOf(services.pool, address, c.req.valid('param').id)
    const leave = followers.enter(address)
    return followJob(c, { pool: services.pool, feed, job: id, leave })
  })
}

/** Files of jobs, by how their names end. */
const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  webp: 'image/webp',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  model: 'application/octet-stream',
}

/** Every name that a job gives to something for its owner. */
const fileName = /^(sheets\/)?\d{1,10}\.(png|webp)$|^sheet\.png$|^dataset\.txt$|^card\.md$|^model$/

function addJobFiles(app: Api, services: Services): void {
  const files = createRoute({
    method: 'get',
    path: '/v1/jobs/{id}/files/{name}',
    tags,
    summary: 'A file that a job made',
    request: { params: params.extend({ name: z.string().max(64).regex(fileName) }) },
    responses: {
      200: { description: 'The bytes', content: bytes('application/octet-stream', 'image/png', 'image/webp') },
    },
  })
  const sheets = createRoute({
    method: 'get',
    path: '/v1/jobs/{id}/files/sheets/{name}',
    tags,
    summary: 'A sample sheet of a training',
    request: { params: params.extend({ name: z.string().regex(/^\d{1,10}\.png$/) }) },
    responses: { 200: { description: 'The picture', content: bytes('image/png') } },
  })
  const send = async (owner: Address, id: string, name: string): Promise<Response> => {
    const job = await jobOf(services.pool, owner, id)
    const path = join(folderOf(services.home, job.id), name)
    if (!existsSync(path)) throw notFound('file', name)
    return new Response(new Uint8Array(readFileSync(path)), { headers: headersOf(name) })
  }
  app.openapi(files, (c) => {
    const { id, name } = c.req.valid('param')
    return send(requireSession(c).address, id, name)
  })
  app.openapi(sheets, (c) => {
    const { id, name } = c.req.valid('param')
    return send(requireSession(c).address, id, `sheets/${name}`)
  })
}

function headersOf(name: string): Record<string, string> {
  const ending = name.split('.').at(-1) as string
  return {
    'content-type': mediaTypes[ending] ?? 'application/octet-stream',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    ...(ending === 'model' && { 'content-disposition': 'attachment; filename="model.model"' }),
  }
}
