import { z } from 'zod'
import { address, amount, bytes, hash, money, person, time, token, typedData } from './primitives.ts'

/** Who gets what of a payment. */
export const quote = z.object({
  work: hash,
  money,
  payees: z.array(
    z.object({ account: person, role: z.string(), work: hash.optional(), workName: z.string().optional(), amount }),
  ),
  /** What rounding leaves; nobody is owed it. */
  dust: amount,
})
export type Quote = z.infer<typeof quote>

/** One right of an account to money. */
export const statementLine = z.object({
  work: hash,
  workName: z.string(),
  bucket: z.enum(['sales', 'resale']),
  token,
  role: z.enum(['flow', 'leaf', 'residual']),
  flow: z.number().int().optional(),
  share: z.number().int().optional(),
  /** The leaf and its proof, by which the account claims from the chain alone. */
  proof: z.unknown().optional(),
  due: amount,
  paid: amount,
  payable: amount,
  pending: amount,
})
export type StatementLine = z.infer<typeof statementLine>

/** Everything an account was owed and paid, at a block. */
export const statement = z.object({
  account: person,
  chainId: z.number().int(),
  block: z.string(),
  time,
  totals: z.array(z.object({ token, due: amount, paid: amount, payable: amount, pending: amount, received: amount })),
  /** The lines with most to claim first; of very many only the first, `count` says how many there are. */
  lines: z.array(statementLine),
  count: z.number().int().optional(),
})
export type Statement = z.infer<typeof statement>

/** What came in on one day. */
export const revenueDay = z.object({ day: z.string(), time, token, amount, payments: z.number().int() })
export type RevenueDay = z.infer<typeof revenueDay>

/** One movement of money, with the event behind it. */
export const movement = z.object({
  type: z.enum(['paid', 'distributed', 'claimed', 'collected']),
  work: hash,
  workName: z.string(),
  to: z.union([person, z.object({ work: hash, name: z.string() })]).optional(),
  from: person.optional(),
  money,
  time,
  block: z.string(),
  transaction: hash,
})
export type Movement = z.infer<typeof movement>

/** A transaction for a wallet to sign: what it is, in words, and the call itself. */
export const call = z.object({
  title: z.string(),
  to: address,
  data: bytes,
  value: amount,
  /** The gas limit to send it with, where a node's own estimate would be too low. */
  gas: amount.optional(),
})
export type Call = z.infer<typeof call>

/** What somebody is about to sign: every call, what leaves, what arrives and what it costs. Nothing is signed here. */
export const plan = z.object({
  title: z.string(),
  calls: z.array(call),
  leaves: z.array(z.object({ what: z.string(), money: money.optional() })),
  arrives: z.array(z.object({ what: z.string(), money: money.optional() })),
  /** `fee` in wei of the chain's own coin; `dollars` with two digits, when a price is known. */
  cost: z.object({ gas: amount, fee: amount, dollars: z.string().optional() }),
  /** A signature that does it without a transaction of the account's own: sign, put it into `body.authorization`, post that. */
  signature: z
    .object({ title: z.string(), typedData, post: z.string(), body: z.record(z.string(), z.unknown()) })
    .optional(),
  /** Until when the plan holds; then it must be asked for again. */
  expires: time.optional(),
})
export type Plan = z.infer<typeof plan>
