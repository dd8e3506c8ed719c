import type { Authorization } from '@tributary/sdk'
import type { PaymentPayload } from '@x402/core/types'
import { type Address, getAddress, type Hex, isAddress, isHex } from 'viem'
import { z } from 'zod'
import { RefusedError } from '../api/problems.ts'

/** A payment as a client of HTTP 402 sends it: where to, and what its payer signed. */
export type Payment = {
  readonly network: string
  readonly asset: Address
  readonly to: Address
  readonly authorization: Authorization
  /** As it came, for another facilitator. */
  readonly payload: PaymentPayload
}

const uint = z.string().regex(/^\d{1,78}$/)
const hex32 = z.custom<Hex>((value) => isHex(value) && value.length === 66)
const account = z.custom<Address>((value) => typeof value === 'string' && isAddress(value, { strict: false }))

/** Version 2 of x402, the scheme `exact` with EIP-3009. */
const schema = z.object({
  x402Version: z.literal(2),
  resource: z.looseObject({ url: z.string() }).optional(),
  accepted: z.object({
    scheme: z.literal('exact'),
    network: z.templateLiteral([z.string(), ':', z.string()]),
    asset: account,
    amount: uint,
    payTo: account,
    maxTimeoutSeconds: z.number().int(),
    extra: z.record(z.string(), z.unknown()).default({}),
  }),
  payload: z.object({
    signature: z.custom<Hex>((value) => isHex(value) && value.length <= 16_386),
    authorization: z.object({
      from: account,
      to: account,
      value: uint,
      validAfter: uint,
      validBefore: uint,
      nonce: hex32,
    }),
  }),
})

/** The headers that carry a payment; the second is the name of the protocol's first version. */
const names = ['payment-signature', 'x-payment']

/** Reads the payment of a request, or undefined where there is none. */
export function read(headers: Headers): Payment | undefined {
  const header = names.map((name) => headers.get(name)).find((value) => value !== null)
  if (header === undefined || header === null) return undefined
  const parsed = schema.safeParse(decode(header))
  if (!parsed.success) throw unreadable(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const { accepted, payload, resource } = parsed.data
  const { from, value, validAfter, validBefore, nonce, to } = payload.authorization
  return {
    network: accepted.network,
    asset: getAddress(accepted.asset),
    to: getAddress(to),
    authorization: {
      from: getAddress(from),
      value: BigInt(value),
      validAfter: BigInt(validAfter),
      validBefore: BigInt(validBefore),
      nonce: nonce.toLowerCase() as Hex,
      signature: payload.signature,
    },
    payload: { x402Version: 2, accepted, payload, ...(resource && { resource }) },
  }
}

function decode(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'))
  } catch {
    throw unreadable(['it is not base64 of JSON'])
  }
}

function unreadable(reasons: readonly string[]): RefusedError {
  return new RefusedError({
    status: 400,
    title: 'The payment cannot be read',
    detail: reasons.slice(0, 3).join('; '),
    hint: 'Send x402 version 2, scheme "exact" with an EIP-3009 authorization, in the header PAYMENT-SIGNATURE.',
  })
}
