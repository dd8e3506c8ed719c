import { z } from 'zod'
import { plan } from './money.ts'
import { address, amount, bytes, hash, right, time } from './primitives.ts'

/**
 * `POST /v1/allowances`: lets a program buy for the account that is signed in, up to a limit. The program gets a secret
 * that can do that and nothing else; the account's own approval on chain caps it a second time.
 */
export const allowanceRequest = z.object({
  token: address,
  /** The most that is ever spent, in token-wei. */
  limit: amount,
  /** The most that one license may cost. */
  perCall: amount,
  /** Last second. */
  until: time,
  /** Licenses that grant anything else are not bought. */
  rights: z.array(right).min(1),
})
export type AllowanceRequest = z.infer<typeof allowanceRequest>

export const allowance = z.object({
  id: z.string(),
  account: address,
  token: address,
  limit: amount,
  perCall: amount,
  /** What was spent or is reserved for purchases that are on their way. */
  spent: amount,
  until: time,
  rights: z.array(right),
  revoked: z.boolean(),
})
export type Allowance = z.infer<typeof allowance>

/** What comes back once: the secret is not kept, and the plan approves on chain what is missing. */
export const granted = z.object({ allowance, secret: z.string(), spender: address, approve: plan.optional() })
export type Granted = z.infer<typeof granted>

/** What the studio signs for a payment: see spec/payment.md. */
export const receipt = z.object({
  checkout: address,
  offer: hash,
  resource: hash,
  work: hash,
  payer: address,
  nonce: hash,
  token: address,
  amount,
  license: hash,
  transaction: hash,
  time,
  chainId: z.number().int(),
  signer: address,
  signature: bytes,
})
export type Receipt = z.infer<typeof receipt>
