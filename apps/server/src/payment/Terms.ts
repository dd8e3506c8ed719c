import { domainOf } from '@tributary/sdk'
import { encodePaymentRequiredHeader } from '@x402/core/http'
import type { PaymentRequired, PaymentRequirements } from '@x402/core/types'
import { getAddress } from 'viem'
import { inWords, moneyOf } from '../plans/tokens.ts'
import type { Door } from './Door.ts'
import { keepQuote, type Resource } from './Resource.ts'

/** How long a payer has, from the terms to the block that takes the money, in seconds. */
export const patience = 300

/** Name and version by which tokens sign; they never change. */
const domains = new Map<string, Promise<{ name: string; version: string }>>()

/** What a payment for a resource must be, as x402 says it. */
export async function requirementsOf(door: Door, { signed, checkout }: Resource): Promise<PaymentRequirements> {
  const { relayer } = door
  const asset = getAddress(signed.offer.token)
  const key = `${relayer.genesis}.${asset}`
  const domain = domains.get(key) ?? domainOf(relayer, asset)
  domains.set(key, domain)
  domain.catch(() => domains.delete(key))
  return {
    scheme: 'exact',
    network: networkOf(door),
    asset,
    amount: `${signed.offer.price}`,
    payTo: checkout,
    maxTimeoutSeconds: patience,
    extra: { ...(await domain), assetTransferMethod: 'eip3009' },
  }
}

/** The chain, as CAIP-2 writes it. */
export function networkOf({ relayer }: Door): `eip155:${number}` {
  return `eip155:${relayer.chainId}`
}

/** Why a payment was refused, in the words of x402 and in a sentence. */
export type Refusal = { readonly code: string; readonly detail: string; readonly hint?: string | undefined }

/** Answers 402: what must be paid for these resources, the first being the one that clients take. */
export async function askFor(
  door: Door,
  { url, resources, refusal }: { url: string; resources: readonly Resource[]; refusal?: Refusal | undefined },
): Promise<Response> {
  // Drawings are without number, and are kept when they are paid.
  for (const resource of resources) if (!resource.drawing) await keepQuote(door, resource)
  const first = resources[0]!
  const money = await moneyOf(door.services, first.signed.offer.token, first.signed.offer.price)
  const required: PaymentRequired = {
    x402Version: 2,
    error: refusal?.code ?? 'PAYMENT-SIGNATURE header is required',
    resource: { url, description: first.description, mimeType: first.mediaType },
    accepts: await Promise.all(resources.map((resource) => requirementsOf(door, resource))),
  }
  const problem = {
    type: 'about:blank',
    title: refusal === undefined ? 'Payment required' : 'The payment was refused',
    status: 402,
    detail: refusal?.detail ?? `${first.description} costs ${inWords(money)}.`,
    hint: refusal?.hint ?? 'Ask again with a payment: any client of x402 (version 2, scheme "exact") does that.',
    ...required,
  }
  return new Response(JSON.stringify(problem), {
    status: 402,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'payment-required': encodePaymentRequiredHeader(required),
    },
  })
}
