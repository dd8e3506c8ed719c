import { z } from 'zod'
import { address, amount, bytes, hash, kind, money, person, right, time, token } from './primitives.ts'

/** A picture that can be shown; `src` is a path on this server, `preview` a small WebP of it. */
export const picture = z.object({
  src: z.string(),
  preview: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  /** SHA-256 of the decoded pixels. */
  pixels: hash.optional(),
})
export type Picture = z.infer<typeof picture>

/** A work in a list. */
export const workCard = z.object({
  id: hash,
  name: z.string(),
  kind,
  creator: person,
  holder: person,
  /** When the chain first heard of it. */
  time,
  picture: picture.optional(),
  /** The lowest price at which a right can be bought now. */
  price: money.optional(),
  rights: z.array(right),
  /** What it earned so far, by token. */
  earned: z.array(money),
  licenses: z.number().int(),
})
export type WorkCard = z.infer<typeof workCard>

/** What may be bought, and whether it still may. */
export const offer = z.object({
  id: hash,
  work: hash,
  holder: person,
  token,
  price: amount,
  rights: z.array(right),
  exclusive: z.array(right),
  supply: z.number().int(),
  sold: z.number().int(),
  /** Seconds; 0 is for ever. */
  duration: z.number().int(),
  uses: z.number().int(),
  validUntil: z.string(),
  derivativeShare: z.number().int(),
  /** Where the text of the license is, and what it is called. */
  text: z.object({ name: z.string(), src: z.string() }).optional(),
  state: z.enum(['open', 'sold-out', 'expired', 'cancelled', 'outdated']),
  /** The whole signed offer, so that anybody can buy without this server. */
  signed: z.object({ offer: z.record(z.string(), z.unknown()), signature: bytes }),
})
export type Offer = z.infer<typeof offer>

/** Where a part of every payment goes. */
export const flow = z.object({
  kind: z.enum(['work', 'account', 'tree']),
  /** Parts per million. */
  share: z.number().int(),
  to: hash,
  name: z.string().optional(),
  /** How many leaves a tree has, when it is known. */
  leaves: z.number().int().optional(),
})
export type Flow = z.infer<typeof flow>

export const file = z.object({
  role: z.enum(['content', 'signed', 'license', 'attachment']),
  name: z.string().optional(),
  src: z.string(),
  sha256: hash,
  size: z.number().int(),
  mediaType: z.string(),
})
export type File = z.infer<typeof file>

/** Everything about one work. */
export const work = workCard.extend({
  description: z.string(),
  /** The preimage of the id, as `Work.toJson` writes it. */
  terms: z.record(z.string(), z.unknown()),
  /** The record that it names; absent when this studio does not hold it. */
  record: z.record(z.string(), z.unknown()).optional(),
  minted: z.boolean(),
  epoch: z.string(),
  flows: z.array(flow),
  parents: z.array(workCard),
  children: z.array(workCard),
  offers: z.array(offer),
  files: z.array(file),
  money: z.array(
    z.object({ token, paidIn: amount, paidOut: amount, owed: amount, residual: amount, collected: amount }),
  ),
  attestation: z.object({ signature: bytes, root: hash, anchoredAt: time.optional() }).optional(),
  transaction: hash.optional(),
})
export type Work = z.infer<typeof work>

/** A license that was sold. */
export const license = z.object({
  id: z.string(),
  offer: hash,
  work: hash,
  workName: z.string(),
  owner: person,
  buyer: person,
  rights: z.array(right),
  price: money,
  time,
  expiry: z.string(),
  used: z.number().int(),
  transaction: hash,
})
export type License = z.infer<typeof license>

/** A work, a person or a contribution tree in a lineage. */
export const lineageNode = z.object({
  id: z.string(),
  type: z.enum(['work', 'person', 'tree']),
  name: z.string(),
  kind: kind.optional(),
  address: address.optional(),
  picture: picture.optional(),
  earned: z.array(money),
})
/** Money that runs from a work to what it came from. */
export const lineageEdge = z.object({
  from: z.string(),
  to: z.string(),
  share: z.number().int(),
  role: z.enum(['flow', 'leaf', 'residual']),
  /** What moved along it, and what waits to move. */
  moved: z.array(money),
  owed: z.array(money),
})
export const lineage = z.object({
  root: hash,
  nodes: z.array(lineageNode),
  edges: z.array(lineageEdge),
  more: z.boolean(),
})
export type Lineage = z.infer<typeof lineage>
export type LineageNode = z.infer<typeof lineageNode>
export type LineageEdge = z.infer<typeof lineageEdge>
