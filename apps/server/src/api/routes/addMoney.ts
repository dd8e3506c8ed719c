import { createRoute, z } from '@hono/zod-openapi'
import { Amount } from '@tributary/protocol'
import { address, amount, hash, license, lineage, movement, page, quote, revenueDay } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { findLicense, licensesOf } from '../../reads/licenses.ts'
import { lineageOf } from '../../reads/lineage.ts'
import { movementsOf } from '../../reads/movements.ts'
import { owedOf } from '../../reads/owed.ts'
import { quoteOf } from '../../reads/quote.ts'
import { revenueOf } from '../../reads/revenue.ts'
import { text } from '../content.ts'
import { csvHeaders, toCsv } from '../csv.ts'
import { missing } from '../indexState.ts'
import type { Api, Services } from '../Services.ts'
import { paging } from './paging.ts'

const tags = ['works']
const params = z.object({ id: hash })

function read<schema extends z.ZodType, query extends z.ZodObject>(
  path: string,
  summary: string,
  schema: schema,
  query: query,
) {
  const responses = { 200: { description: summary, content: { 'application/json': { schema } } } }
  return createRoute({ method: 'get', path, tags, summary, request: { params, query }, responses })
}

const nothing = z.object({})
const owedBy = z.object({
  token: z.object({ address, symbol: z.string(), decimals: z.number().int() }),
  bucket: z.enum(['sales', 'resale']),
  flows: z.array(amount),
  residual: amount,
})

/** Mounts the money of one work: where it came from, where it goes, what is owed. */
export function addMoney(app: Api, services: Services): void {
  app.openapi(read('/v1/works/{id}/lineage', 'What a work came from, with money', lineage, nothing), async (c) =>
    c.json(await lineageOf(services, await known(services, c.req.valid('param').id)), 200),
  )
  app.openapi(read('/v1/works/{id}/movements', 'Movements of money', page(movement), paging), async (c) => {
    const id = await known(services, c.req.valid('param').id)
    return c.json(await movementsOf(services, { of: 'work', id, ...c.req.valid('query') }).then(unlock), 200)
  })
  app.openapi(read('/v1/works/{id}/licenses', 'Licenses that were sold', page(license), paging), async (c) => {
    const id = await known(services, c.req.valid('param').id)
    return c.json(await licensesOf(services, { of: 'work', id, ...c.req.valid('query') }).then(unlock), 200)
  })
  app.openapi(
    read('/v1/works/{id}/owed', 'What a work owes now', z.object({ items: z.array(owedBy) }), nothing),
    async (c) => c.json({ items: await owedOf(services, await known(services, c.req.valid('param').id)) }, 200),
  )
  const payment = z.object({
    amount: amount.refine((text) => BigInt(text) > 0n && BigInt(text) < 2n ** 128n, 'must be from 1 to 2^128 - 1'),
    token: address.optional(),
  })
  app.openapi(read('/v1/works/{id}/quote', 'Who gets what of a payment', quote, payment), async (c) => {
    const work = (await known(services, c.req.valid('param').id)) as Hex
    const { amount: text, token = services.settings.tokens[0]?.address ?? '0x' } = c.req.valid('query')
    return c.json(await quoteOf(services, { work, amount: BigInt(text), token: token as Hex }), 200)
  })
  addRevenue(app, services)
  const one = createRoute({
    method: 'get',
    path: '/v1/licenses/{id}',
    tags: ['licenses'],
    summary: 'A license',
    request: { params: z.object({ id: z.string().max(80) }) },
    responses: { 200: { description: 'The license', content: { 'application/json': { schema: license } } } },
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const found = await findLicense(services, licenseId(id))
    if (found === undefined) throw await missing(services.pool, 'license', id)
    return c.json(found, 200)
  })
}

const revenueTable = createRoute({
  method: 'get',
  path: '/v1/works/{id}/revenue.csv',
  tags,
  summary: 'What came in, by day, as a table',
  request: { params },
  responses: {
    200: {
      description: 'A table (RFC 4180) with a head',
      content: text('text/csv', 'day,token,amount,token-wei,payments\r\n2026-11-21,TUSD,16.5,16500000,3\r\n'),
    },
  },
})

function addRevenue(app: Api, services: Services): void {
  const days = z.object({ items: z.array(revenueDay) })
  app.openapi(read('/v1/works/{id}/revenue', 'What came in, by day', days, nothing), async (c) =>
    c.json({ items: await revenueOf(services, await known(services, c.req.valid('param').id)) }, 200),
  )
  app.openapi(revenueTable, async (c) => {
    const id = await known(services, c.req.valid('param').id)
    const rows = (await revenueOf(services, id)).map(({ day, token, amount: wei, payments }) => [
      day,
      token.symbol,
      Amount.format(BigInt(wei), token.decimals),
      wei,
      payments,
    ])
    const table = toCsv(['day', 'token', 'amount', 'token-wei', 'payments'], rows)
    return c.body(table, 200, csvHeaders(`revenue-${id.slice(0, 10)}.csv`))
  })
}

/** The id of a work that the index or the catalog holds. */
async function known({ pool }: Services, id: string): Promise<string> {
  const { rowCount } = await pool.query({
    name: 'known',
    text: `SELECT 1 FROM event_index.work WHERE id = $1 UNION ALL SELECT 1 FROM studio.catalog WHERE work = $1 LIMIT 1`,
    values: [id],
  })
  if (rowCount === 0) throw await missing(pool, 'work', id)
  return id
}

/** The id of a license as the index writes it: 32 bytes, or the decimal number that wallets show. */
function licenseId(text: string): string {
  if (/^\d{1,78}$/.test(text)) return `0x${BigInt(text).toString(16).padStart(64, '0')}`
  return text.toLowerCase()
}

/** A page whose list may be changed, as schemas want it. */
function unlock<item>({ items, next }: { readonly items: readonly item[]; readonly next?: string | undefined }) {
  return { items: [...items], ...(next !== undefined && { next }) }
}
