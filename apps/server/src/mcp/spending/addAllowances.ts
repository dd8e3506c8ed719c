import { createRoute, z } from '@hono/zod-openapi'
import { allowance, allowanceRequest, granted, type Plan } from '@tributary/sdk/wire'
import { type Address, getAddress } from 'viem'
import { requireSession } from '../../api/middleware/session.ts'
import { notFound } from '../../api/problems.ts'
import type { Api, Services } from '../../api/Services.ts'
import type { Door } from '../../payment/Door.ts'
import { approvalsFor } from '../../plans/allowance.ts'
import { complete } from '../../plans/complete.ts'
import { inWords, moneyOf } from '../../plans/tokens.ts'
import * as Allowances from './Allowances.ts'

const tags = ['allowances']

/** Mounts `/v1/allowances`: what the account that is signed in lets programs spend. */
export function addAllowances(app: Api, door: Door): void {
  const { services } = door
  const give = createRoute({
    method: 'post',
    path: '/v1/allowances',
    tags,
    summary: 'Let a program buy for you, up to a limit',
    request: { body: { required: true, content: { 'application/json': { schema: allowanceRequest } } } },
    responses: { 201: { description: 'Secret and approval', content: { 'application/json': { schema: granted } } } },
  })
  app.openapi(give, async (c) => {
    const account = getAddress(requireSession(c).address)
    const given = await Allowances.grant(services, account, c.req.valid('json'))
    const spender = door.relayer.account!.address
    const approve = await planApproval(services, account, { token: getAddress(given.allowance.token), spender })
    return c.json({ ...given, spender, ...(approve && { approve }) }, 201)
  })
  const list = createRoute({
    method: 'get',
    path: '/v1/allowances',
    tags,
    summary: 'What you let programs spend',
    responses: {
      200: { description: 'The newest first', content: { 'application/json': { schema: z.array(allowance) } } },
    },
  })
  app.openapi(list, async (c) => c.json(await Allowances.list(services, requireSession(c).address), 200))
  const end = createRoute({
    method: 'delete',
    path: '/v1/allowances/{id}',
    tags,
    summary: 'Revoke an allowance at once',
    request: { params: z.object({ id: z.uuid() }) },
    responses: { 204: { description: 'It buys nothing any more' } },
  })
  app.openapi(end, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await Allowances.revoke(services, requireSession(c).address, id))) throw notFound('allowance', id)
    return c.body(null, 204)
  })
}

/** Approves on chain what all live allowances of the account may spend together; nothing when that is there already. */
async function planApproval(
  services: Services,
  account: Address,
  { token, spender }: { token: Address; spender: Address },
): Promise<Plan | undefined> {
  const amount = await Allowances.openAmount(services, account, token)
  const steps = await approvalsFor(services.client, { account, token, spender, amount })
  if (steps.length === 0) return undefined
  const money = await moneyOf(services, token, amount)
  return complete(services, {
    title: `Let this studio buy licenses for you, up to ${inWords(money)}`,
    account,
    steps,
    leaves: [],
    arrives: [{ what: 'Nothing yet: each license arrives when it is bought, and the token lets nobody take more' }],
  })
}
