import { createRoute, z } from '@hono/zod-openapi'
import { Amount } from '@tributary/protocol'
import { address, license, movement, page, person, type Statement, statement, workCard } from '@tributary/sdk/wire'
import type { Address } from 'viem'
import { accountOf } from '../../reads/account.ts'
import { movementsOf } from '../../reads/movements.ts'
import { statementOf, wholeStatementOf } from '../../reads/statement.ts'
import { text } from '../content.ts'
import { csvHeaders, toCsv } from '../csv.ts'
import { json } from '../json.ts'
import { requireSession } from '../middleware/session.ts'
import type { Api, Services } from '../Services.ts'
import { statementPage } from '../statementPage.ts'
import { paging } from './paging.ts'

const params = z.object({ address })

function read<schema extends z.ZodType, query extends z.ZodObject>(
  path: string,
  summary: string,
  schema: schema,
  query: query,
) {
  const responses = { 200: { description: summary, content: json(schema) } }
  return createRoute({ method: 'get', path, tags: ['accounts'], summary, request: { params, query }, responses })
}

const shown = z.object({
  account: person,
  held: z.array(workCard),
  created: z.array(workCard),
  licenses: z.array(license),
})

/** Mounts accounts: what they hold, made and own, and their statements. All of it is on the chain for anybody to see. */
export function addAccounts(app: Api, services: Services): void {
  app.openapi(read('/v1/accounts/{address}', 'Works and licenses of an account', shown, z.object({})), async (c) =>
    c.json(await accountOf(services, c.req.valid('param').address), 200),
  )
  const moved = read('/v1/accounts/{address}/movements', 'What an account paid and was paid', page(movement), paging)
  app.openapi(moved, async (c) => {
    const id = c.req.valid('param').address
    const { items, next } = await movementsOf(services, { of: 'account', id, ...c.req.valid('query') })
    return c.json({ items: [...items], ...(next !== undefined && { next }) }, 200)
  })
  const proofs = z.object({ proofs: z.enum(['true', 'false']).default('false') })
  const stated = (path: string) => read(path, 'What an account earned, was paid and can claim', statement, proofs)
  for (const path of ['/v1/accounts/{address}/statement', '/v1/accounts/{address}/statement.json'] as const) {
    app.openapi(stated(path), async (c) => {
      const withProofs = c.req.valid('query').proofs === 'true'
      return c.json(await statementOf(services, c.req.valid('param').address as Address, { withProofs }), 200)
    })
  }
  addFiles(app, services)
  addName(app, services)
}

/** The head of a statement as a table. */
const tableHead = [
  'work',
  'name',
  'bucket',
  'role',
  'flow',
  'share-ppm',
  'token',
  'token-address',
  'due',
  'paid',
  'payable',
  'pending',
  'block',
]

const statementTable = createRoute({
  method: 'get',
  path: '/v1/accounts/{address}/statement.csv',
  tags: ['accounts'],
  summary: 'A statement as a table: every line, however many',
  request: { params },
  responses: {
    200: {
      description: 'A table (RFC 4180) with a head; amounts are in whole tokens',
      content: text(
        'text/csv',
        `${tableHead.join()}\r\n0x8b45…6b1e,Lumen 46,sales,flow,0,100000,TUSD,0x5fbd…0aa3,1.65,0,1.65,0,42\r\n`,
      ),
    },
  },
})

const statementPrint = createRoute({
  method: 'get',
  path: '/v1/accounts/{address}/statement.html',
  tags: ['accounts'],
  summary: 'A statement as a page to be printed',
  request: { params },
  responses: {
    200: {
      description: 'A page without scripts, laid out for paper',
      content: text('text/html', '<!doctype html>\n<html lang="en"><head><title>Statement</title>…'),
    },
  },
})

function addFiles(app: Api, services: Services): void {
  app.openapi(statementTable, async (c) => {
    const account = c.req.valid('param').address as Address
    const whole = await wholeStatementOf(services, account)
    return c.body(tableOf(whole), 200, csvHeaders(`statement-${account.slice(0, 10)}-block-${whole.block}.csv`))
  })
  app.openapi(statementPrint, async (c) => {
    const account = c.req.valid('param').address as Address
    const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'"
    return c.html(statementPage(await statementOf(services, account)), 200, { 'content-security-policy': policy })
  })
}

function tableOf({ lines, block }: Statement): string {
  const rows = lines.map(({ work, workName, bucket, role, flow, share, token, ...sums }) => [
    ...[work, workName, bucket, role, flow ?? '', share ?? '', token.symbol, token.address],
    ...[sums.due, sums.paid, sums.payable, sums.pending].map((wei) => Amount.format(BigInt(wei), token.decimals)),
    block,
  ])
  return toCsv(tableHead, rows)
}

/** A name as people read it: no control characters, nothing that turns the line around, no empty one. */
const name = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1)
      .max(60)
      .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'must be letters, digits and signs'),
  )

function addName(app: Api, { pool, clock, live }: Services): void {
  const route = createRoute({
    method: 'put',
    path: '/v1/me',
    tags: ['session'],
    summary: 'How you want to be called here',
    request: { body: { required: true, content: json(z.object({ name })) } },
    responses: { 200: { description: 'Your account', content: json(person) } },
  })
  app.openapi(route, async (c) => {
    const { address: account } = requireSession(c)
    const { name: wanted } = c.req.valid('json')
    await pool.query(
      `INSERT INTO studio.people (address, name, updated) VALUES ($1, $2, $3)
       ON CONFLICT (address) DO UPDATE SET name = $2, updated = $3`,
      [account.toLowerCase(), wanted, clock()],
    )
    live.publish({ type: 'money', works: [], accounts: [account] })
    return c.json({ address: account, name: wanted }, 200)
  })
}
