import { createRoute, z } from '@hono/zod-openapi'
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { Allowance } from '@tributary/sdk/wire'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { json } from '../api/json.ts'
import { limitRate } from '../api/middleware/rates.ts'
import { answerOf, problemOf, RefusedError } from '../api/problems.ts'
import type { Api, Environment, Services } from '../api/Services.ts'
import { type Door, openDoor } from '../payment/Door.ts'
import { type Ask, askFor } from './ask.ts'
import { addLicenseTool } from './licenseTool.ts'
import { addPublishTools } from './publishTools.ts'
import { addReadTools } from './readTools.ts'
import * as Allowances from './spending/Allowances.ts'
import { addAllowances } from './spending/addAllowances.ts'

/** Mounts `/mcp`, the door for programs that speak the Model Context Protocol, and the spending limits it may use. */
export function addMcp(app: Api, services: Services): void {
  const door = openDoor(services)
  addAllowances(app, door)
  app.openAPIRegistry.registerPath(route)
  app.post('/mcp', limitRate(rate), limitBody(), async (c) => {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    const server = serverFor(door, askFor(app, c), await allowanceOf(services, c))
    // One server for each request: nothing is kept between two, so that any process can answer the next.
    await server.connect(transport)
    return transport.handleRequest(c.req.raw)
  })
  app.on(['GET', 'DELETE'], '/mcp', () => answerOf(problemOf(onlyPost())))
}

/** Only described: what is said there is of the Model Context Protocol. */
const route = createRoute({
  method: 'post',
  path: '/mcp',
  tags: ['agents'],
  summary: 'Model Context Protocol, streamable HTTP without sessions',
  request: { body: { required: true, content: json(z.looseObject({ jsonrpc: z.literal('2.0') })) } },
  responses: {
    200: { description: 'The answer', content: json(z.looseObject({ jsonrpc: z.literal('2.0') })) },
    202: { description: 'A notification was taken' },
  },
})

/** A tool call may read much; agents that loop are slowed down. */
const rate = { burst: 200, perSecond: 20 }

/** A file of 8 MB as base64, and what stands around it. */
const mostBytes = 12_000_000

function limitBody(): MiddlewareHandler<Environment> {
  return bodyLimit({
    maxSize: mostBytes,
    onError: () => {
      throw new RefusedError({
        status: 413,
        title: 'Too large',
        detail: `The request is over ${mostBytes} bytes, the most that is taken here.`,
        hint: 'Send larger files to PUT /v1/uploads or POST /v1/verifications.',
        headers: { connection: 'close' },
      })
    },
  })
}

const instructions = `A studio for generative media. Search works, see who is paid of what they earn, buy rights in them,
verify files, and publish. Amounts are decimal strings of token-wei; each names its token with its decimals. Tools that
write return unsigned transactions, or spend within a limit that the account set; no key is ever asked for.`

function serverFor(door: Door, ask: Ask, allowance: Allowance | undefined): McpServer {
  const { name, version } = door.services.settings
  const server = new McpServer({ name: 'tributary', title: name, version }, { instructions })
  const box = { server, log: door.services.log }
  addReadTools(box, ask)
  addLicenseTool(box, door, allowance)
  addPublishTools(box, ask)
  const template = new ResourceTemplate('tributary://works/{id}', { list: () => listWorks(ask) })
  const about = { title: 'A work', description: 'Everything about a work, as JSON.', mimeType: 'application/json' }
  server.registerResource('work', template, about, async (uri, { id }) => {
    const text = JSON.stringify(await ask('GET', `/v1/works/${encodeURIComponent(String(id))}`))
    return { contents: [{ uri: uri.href, mimeType: 'application/json', text }] }
  })
  return server
}

async function listWorks(ask: Ask) {
  const { items } = (await ask('GET', '/v1/works?limit=50')) as { items: { id: string; name: string; kind: string }[] }
  const resources = items.map(({ id, name, kind }) => ({
    uri: `tributary://works/${id}`,
    name,
    description: kind,
    mimeType: 'application/json',
  }))
  return { resources }
}

/** The spending limit that a connection carries. A wrong secret is refused, not ignored: its owner would wonder. */
async function allowanceOf(services: Services, c: Context<Environment>): Promise<Allowance | undefined> {
  const [, secret] = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (secret === undefined) return undefined
  const found = await Allowances.find(services, secret)
  if (found) return found
  throw new RefusedError({
    status: 401,
    title: 'Unknown allowance',
    detail: 'No allowance has this secret.',
    hint: 'Leave the header Authorization out, or give an allowance with POST /v1/allowances.',
    headers: { 'www-authenticate': 'Bearer' },
  })
}

function onlyPost(): RefusedError {
  return new RefusedError({
    status: 405,
    title: 'Only POST',
    detail: 'This MCP door keeps no sessions and sends nothing by itself.',
    headers: { allow: 'POST' },
  })
}
