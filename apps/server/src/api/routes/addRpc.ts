import { createRoute, z } from '@hono/zod-openapi'
import { json } from '../json.ts'
import { limitRate, rates } from '../middleware/rates.ts'
import { RefusedError } from '../problems.ts'
import type { Api, Services } from '../Services.ts'

/** What a browser may ask the chain: it reads, and sends what a wallet signed. Nothing that steers the node. */
const allowed = new Set([
  'eth_blockNumber',
  'eth_call',
  'eth_chainId',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByHash',
  'eth_getBlockByNumber',
  'eth_getCode',
  'eth_getLogs',
  'eth_getStorageAt',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
  'eth_syncing',
  'net_version',
  'web3_clientVersion',
])

/** Requests in one batch, and how long the chain may take for an answer, in milliseconds. */
const [mostAtOnce, patienceMs] = [50, 20_000]

const request = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.number(), z.string().max(100), z.null()]),
  method: z.string().max(60),
  params: z.unknown().optional(),
})
const batch = z.union([request.transform((one) => [one]), z.array(request).min(1).max(mostAtOnce)])

const answer = z.looseObject({ jsonrpc: z.literal('2.0'), id: request.shape.id })

/** Only described: whatever the type of a body says, wallets send JSON. */
const route = createRoute({
  method: 'post',
  path: '/rpc',
  tags: ['chain'],
  summary: 'Ask the chain, or send it a signed transaction (JSON-RPC 2.0)',
  request: { body: { required: true, content: json(z.union([request, z.array(request).min(1).max(mostAtOnce)])) } },
  responses: { 200: { description: 'What the chain says', content: json(z.union([answer, z.array(answer)])) } },
})

/** Mounts `/rpc`, by which browsers reach the chain through the studio's one port. */
export function addRpc(app: Api, { client }: Services): void {
  app.use('/rpc', limitRate(rates.chain))
  app.openAPIRegistry.registerPath(route)
  app.post('/rpc', async (c) => {
    const text = await c.req.text()
    const parsed = batch.safeParse(parseJson(text))
    if (!parsed.success) throw refused(`it is no JSON-RPC of 1 to ${mostAtOnce} requests`)
    const stranger = parsed.data.find(({ method }) => !allowed.has(method))
    if (stranger !== undefined)
      return c.json(unknown(parsed.data, stranger.method, text.trimStart().startsWith('[')), 200)
    const answer = await forward(client.rpc, text)
    return c.body(await answer.arrayBuffer(), 200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  })
}

async function forward(rpc: string, body: string): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  return fetch(rpc, { ...init, signal: AbortSignal.timeout(patienceMs) }).catch((cause: unknown) => {
    throw new RefusedError({ status: 503, title: 'The chain cannot be reached', retry: true, cause })
  })
}

/** As JSON-RPC says it, for wallets that ask what a node can do and go on without it. */
function unknown(asked: z.infer<typeof batch>, method: string, isBatch: boolean): object | undefined {
  const message = `The method ${method} is not offered to browsers. Offered: ${[...allowed].join(', ')}.`
  const answers = asked.map(({ id }) => ({ jsonrpc: '2.0', id, error: { code: -32601, message } }))
  return isBatch ? answers : answers[0]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refused(why: string): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Not passed on to the chain',
    detail: `The request was not passed on: ${why}.`,
    hint: 'Send JSON-RPC 2.0, one request or a few.',
  })
}
