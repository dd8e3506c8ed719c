import { createRoute } from '@hono/zod-openapi'
import {
  buyRequest,
  cancelRequest,
  claimRequest,
  collectRequest,
  distributeRequest,
  mintRequest,
  orderPlanRequest,
  type Plan,
  payRequest,
  plan,
  publishRequest,
} from '@tributary/sdk/wire'
import type { z } from 'zod'
import type { Api, Services } from '../api/Services.ts'
import { addOrders } from './addOrders.ts'
import { addRelay } from './addRelay.ts'
import { planBuy } from './planBuy.ts'
import { planClaim } from './planClaim.ts'
import { planCollect, planDistribute } from './planCollect.ts'
import { planOrder } from './planOrder.ts'
import { planPay } from './planPay.ts'
import { planCancel, planMint, planPublish } from './planWork.ts'

/** Mounts `POST /v1/plans/...`: transactions for a wallet to sign, explained and tried before anybody signs. */
export function addPlans(app: Api, services: Services): void {
  const add = adder(app, services)
  add('buy', 'Buy a license', buyRequest, planBuy)
  add('order', 'Buy a license by one signature', orderPlanRequest, planOrder)
  add('pay', 'Pay a work', payRequest, planPay)
  add('claim', 'Claim everything an account is owed', claimRequest, planClaim)
  add('collect', 'Collect the residual of a work', collectRequest, planCollect)
  add('distribute', 'Pay everyone upstream of a work', distributeRequest, planDistribute)
  add('mint', 'Mint a work', mintRequest, planMint)
  add('publish', 'Show the terms of works to everybody', publishRequest, planPublish)
  add('cancel', 'Withdraw offers', cancelRequest, planCancel)
  addRelay(app, services)
  addOrders(app, services)
}

function adder(app: Api, services: Services) {
  return <schema extends z.ZodType>(
    name: string,
    summary: string,
    schema: schema,
    make: (services: Services, request: z.infer<schema>) => Promise<Plan>,
  ): void => {
    const route = createRoute({
      method: 'post',
      path: `/v1/plans/${name}`,
      tags: ['plans'],
      summary,
      description:
        'Unsigned calls in the order of sending, what leaves, what arrives and what it costs. Sends nothing.',
      request: { body: { required: true, content: { 'application/json': { schema } } } },
      responses: { 200: { description: 'The plan', content: { 'application/json': { schema: plan } } } },
    })
    app.openapi(route, async (c) => c.json(await make(services, c.req.valid('json' as never) as z.infer<schema>), 200))
  }
}
