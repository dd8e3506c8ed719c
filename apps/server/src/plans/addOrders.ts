import { createRoute } from '@hono/zod-openapi'
import { type OrderRequest, orderRequest, type Receipt, receipt } from '@tributary/sdk/wire'
import type { PaymentRequirements } from '@x402/core/types'
import { getAddress, type Hex, zeroHash } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { type Door, openDoor } from '../payment/Door.ts'
import { resourcesOfOffer } from '../payment/licenseResources.ts'
import type { Payment } from '../payment/Payment.ts'
import * as Payments from '../payment/Payments.ts'
import { flawOf, PaymentRefusedError } from '../payment/Refusal.ts'
import { addressOf } from '../payment/Resource.ts'
import { settlePayment } from '../payment/settlePayment.ts'
import { networkOf, requirementsOf } from '../payment/Terms.ts'

/** Mounts `POST /v1/orders`: the payment door for people, whose wallet signed what `POST /v1/plans/order` showed. */
export function addOrders(app: Api, services: Services): void {
  const door = openDoor(services)
  const route = createRoute({
    method: 'post',
    path: '/v1/orders',
    tags: ['plans'],
    summary: 'Hand in a signed order',
    description: 'Settles it and answers with the receipt. The same order again gets the same receipt.',
    request: { body: { required: true, content: { 'application/json': { schema: orderRequest } } } },
    responses: { 200: { description: 'Bought', content: { 'application/json': { schema: receipt } } } },
  })
  app.openapi(route, async (c) => c.json(await fill(door, c.req.valid('json')), 200))
}

async function fill(door: Door, { offer, authorization }: OrderRequest): Promise<Receipt> {
  const checkout = await addressOf(door, offer as Hex, zeroHash)
  const id = { checkout, payer: getAddress(authorization.from), nonce: authorization.nonce as Hex }
  const known = await Payments.find(door, id)
  if (known?.receipt) return known.receipt
  const [resource] = await resourcesOfOffer(door, offer as Hex)
  if (resource === undefined) throw refused('The offer cannot be bought any more. Nothing was taken.')
  const terms = await requirementsOf(door, resource)
  const payment = paymentOf(door, terms, authorization)
  const flaw = flawOf(payment, terms, door.services.clock())
  if (flaw) throw refused(flaw.detail, flaw.hint)
  return settlePayment(door, resource, payment).catch((error: unknown) => {
    throw error instanceof PaymentRefusedError ? refused(error.refusal.detail, error.refusal.hint) : error
  })
}

/** The order as any client of HTTP 402 would have sent it. */
function paymentOf(door: Door, terms: PaymentRequirements, signed: OrderRequest['authorization']): Payment {
  const { signature, ...authorization } = signed
  const to = getAddress(terms.payTo)
  return {
    network: networkOf(door),
    asset: getAddress(terms.asset),
    to,
    authorization: {
      from: getAddress(signed.from),
      value: BigInt(signed.value),
      validAfter: BigInt(signed.validAfter),
      validBefore: BigInt(signed.validBefore),
      nonce: signed.nonce as Hex,
      signature: signature as Hex,
    },
    payload: { x402Version: 2, accepted: terms, payload: { signature, authorization: { ...authorization, to } } },
  }
}

function refused(detail: string, hint?: string): RefusedError {
  return new RefusedError({ status: 409, title: 'The order was refused', detail, hint })
}
