import { z } from 'zod'
import { address, hash, time, token } from './primitives.ts'

/** What a client must know of this studio before anything else. */
export const studio = z.object({
  name: z.string(),
  version: z.string(),
  chain: z.object({
    id: z.number().int(),
    name: z.string(),
    genesis: hash,
    /** Where a browser reaches the chain: a path on this server, or a URL. */
    rpc: z.string(),
    /** Whether it is the embedded chain, where play money is free. */
    embedded: z.boolean(),
    block: z.string(),
  }),
  contracts: z.object({
    works: address,
    ledger: address,
    licenses: address,
    royaltyReceivers: address,
    checkouts: address,
    wrappedEther: address,
  }),
  /** The key that offers name as `gateway`, so that this studio can answer what was paid past its payment door. */
  gateway: address.optional(),
  /** Tokens that prices are written in; the first is the default. */
  tokens: z.array(token),
  /** The DID that records and credentials name. */
  did: z.string(),
})
export type Studio = z.infer<typeof studio>

/** Who is signed in. */
export const session = z.object({ address, chainId: z.number().int(), expires: time })
export type Session = z.infer<typeof session>

/** How far the event index is, and whether it agrees with the chain. */
export const operations = z.object({
  version: z.string(),
  uptime: z.number(),
  chain: z.object({ reachable: z.boolean(), head: z.string(), time }),
  index: z.object({ reachable: z.boolean(), block: z.string(), behind: z.number().int(), time }),
  database: z.object({ reachable: z.boolean(), bytes: z.number() }),
  queue: z.object({
    waiting: z.number().int(),
    running: z.number().int(),
    failed: z.number().int(),
    workers: z.number().int(),
  }),
  store: z.object({ works: z.number().int(), bytes: z.number() }),
  process: z.object({ memory: z.number(), load: z.number() }),
})
export type Operations = z.infer<typeof operations>

/** What changed, as `GET /v1/live` tells it. */
export const live = z.discriminatedUnion('type', [
  z.object({ type: z.literal('block'), block: z.string(), time }),
  z.object({ type: z.literal('work'), work: hash }),
  z.object({ type: z.literal('offer'), work: hash, offer: hash }),
  z.object({ type: z.literal('money'), works: z.array(hash), accounts: z.array(address) }),
])
export type Live = z.infer<typeof live>

/** What came of comparing the event index with the chain, at one block. */
export const indexCheck = z.object({
  block: z.string(),
  hash,
  time,
  isEqual: z.boolean(),
  /** How many facts of each name were compared. */
  compared: z.record(z.string(), z.number().int()),
  /** How many facts differ; the first of them follow. */
  count: z.number().int(),
  differences: z.array(
    z.object({
      fact: z.string(),
      of: z.record(z.string(), z.string()),
      /** What each says; what one of them does not say is left out. */
      index: z.string().optional(),
      events: z.string().optional(),
      chain: z.string().optional(),
    }),
  ),
})
export type IndexCheck = z.infer<typeof indexCheck>
