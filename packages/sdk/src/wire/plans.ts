import { z } from 'zod'
import { address, amount, bytes, hash } from './primitives.ts'

/** Which money of a work: what licenses and payments bring, or resale royalties. */
const bucket = z.enum(['sales', 'resale'])

/** Whose transaction it is: who signs, pays gas and owns what arrives. Nobody need be signed in to ask. */
const account = address

/** `POST /v1/plans/buy`: a license under an offer this studio knows. */
export const buyRequest = z.object({
  account,
  offer: hash,
  /** Who owns the license; the account by default. */
  to: address.optional(),
  /** The most to pay where a feed sets the price. */
  maxPrice: amount.optional(),
})
export type BuyRequest = z.infer<typeof buyRequest>

/** `POST /v1/plans/pay`: money for a work, shared with everything it was made from. */
export const payRequest = z.object({ account, work: hash, bucket: bucket.optional(), token: address, amount })
export type PayRequest = z.infer<typeof payRequest>

/** `POST /v1/plans/claim`: everything the account is owed; of one token, if it names one. */
export const claimRequest = z.object({ account, token: address.optional() })
export type ClaimRequest = z.infer<typeof claimRequest>

/** `POST /v1/plans/collect`: the residual of one work, for its holder. */
export const collectRequest = z.object({ account, work: hash, bucket: bucket.optional(), token: address })
export type CollectRequest = z.infer<typeof collectRequest>

/** `POST /v1/plans/distribute`: pays everyone upstream of a work. */
export const distributeRequest = z.object({ account, work: hash, bucket: bucket.optional(), token: address })
export type DistributeRequest = z.infer<typeof distributeRequest>

/** `POST /v1/plans/mint`: makes a work a token of its creator. */
export const mintRequest = z.object({ account, work: hash, to: address.optional() })
export type MintRequest = z.infer<typeof mintRequest>

/** `POST /v1/plans/publish`: shows the terms of works in events. */
export const publishRequest = z.object({ account, works: z.array(hash).min(1).max(100) })
export type PublishRequest = z.infer<typeof publishRequest>

/** `POST /v1/plans/cancel`: withdraws one offer, or every offer that the account signed so far. */
export const cancelRequest = z.object({ account, offer: z.union([hash, z.literal('all')]) })
export type CancelRequest = z.infer<typeof cancelRequest>

/** `POST /v1/relay`: a call of the ledger that pays an account, for the studio to send and pay the gas of. */
export const relayRequest = z.object({ account, to: address, data: bytes })
export type RelayRequest = z.infer<typeof relayRequest>
export const relayed = z.object({ transaction: hash, block: z.string() })
export type Relayed = z.infer<typeof relayed>

/** `POST /v1/plans/order`: a license for one signature; the studio sends it and pays the gas. */
export const orderPlanRequest = z.object({ account, offer: hash })
export type OrderPlanRequest = z.infer<typeof orderPlanRequest>

/** `POST /v1/orders`: an EIP-3009 transfer to the checkout of an offer, signed by its payer. */
export const orderRequest = z.object({
  offer: hash,
  authorization: z.object({
    from: address,
    value: amount,
    validAfter: amount,
    validBefore: amount,
    nonce: hash,
    signature: bytes,
  }),
})
export type OrderRequest = z.infer<typeof orderRequest>
