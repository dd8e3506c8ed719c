import { z } from 'zod'
import { plan, quote } from './money.ts'
import { address, bytes, hash, kind, person, problem, time, typedData } from './primitives.ts'
import { flow, picture } from './works.ts'

const name = z.string().trim().min(1).max(120)
/** Parts per million of every payment. */
const share = z.number().int().min(0).max(1_000_000)

/** A work that exists, or another part of the same draft by its place, counted from 0. */
export const draftSource = z.union([
  z.object({ work: hash }).strict(),
  z.object({ part: z.number().int().min(0) }).strict(),
])
export type DraftSource = z.infer<typeof draftSource>

/** Where bytes come from: an upload, or a picture that a `generate` job drew. */
export const contentSource = z.union([
  z.object({ upload: hash }).strict(),
  z.object({ job: z.string(), seed: z.number().int() }).strict(),
])
export type ContentSource = z.infer<typeof contentSource>

/** What may be said about every work. */
const terms = {
  name,
  description: z.string().max(10_000).optional(),
  /** Royalty on resale, in parts per million; 5 % by default. */
  resale: share.optional(),
  /** The text under which the work stands: one that comes along, or one's own. */
  license: z
    .union([
      z.enum(['personal', 'commercial', 'ai-training']),
      z.object({ name, text: z.string().min(1).max(100_000) }),
    ])
    .optional(),
  /** Whether others may train models on it, as its content credential says. */
  training: z.enum(['allowed', 'notAllowed']).optional(),
  /** Tells works apart that are equal in everything else. */
  edition: z.number().int().min(0).max(1_000_000_000).optional(),
}

/** A picture that a published model drew; signed by the model's key. */
export const outputPart = z.object({
  kind: z.literal('output'),
  ...terms,
  picture: z.object({ job: z.string(), seed: z.number().int() }).strict(),
  /** Who is paid for the prompt; nobody by default. */
  author: address.optional(),
  shares: z
    .object({ model: share.optional(), contributions: share.optional(), author: share.optional() })
    .strict()
    .optional(),
})
/** One's own file. */
export const importPart = z.object({
  kind: z.literal('import'),
  ...terms,
  content: contentSource,
  /** People who are paid of everything it earns. */
  shares: z
    .array(z.object({ to: address, share }))
    .max(31)
    .optional(),
})
/** A file that was made from other works, which are paid of everything it earns. */
export const remixPart = z.object({
  kind: z.literal('remix'),
  ...terms,
  content: contentSource,
  /** The first is the one that was opened and changed. */
  parents: z
    .array(z.object({ work: hash, share: share.optional() }))
    .min(1)
    .max(16),
})
/** The data set that a `dataset` job made. */
export const datasetPart = z.object({
  kind: z.literal('dataset'),
  ...terms,
  job: z.string(),
  /** Where contributors are paid who gave no address yet, by name; whoever is missing is paid through the creator. */
  payees: z.record(z.string(), address).optional(),
  shares: z.object({ contributors: share.optional() }).strict().optional(),
})
/** The model that a `train` job made, or an uploaded one. */
export const modelPart = z.object({
  kind: z.literal('model'),
  ...terms,
  model: z.union([z.object({ job: z.string() }).strict(), z.object({ upload: hash }).strict()]),
  /** The data set it was trained on. */
  dataset: draftSource,
  /** The model it was fine-tuned from. */
  parent: z.object({ work: hash }).strict().optional(),
  shares: z.object({ dataset: share.optional(), parent: share.optional() }).strict().optional(),
})

export const draftPart = z.discriminatedUnion('kind', [outputPart, importPart, remixPart, datasetPart, modelPart])
export type DraftPart = z.infer<typeof draftPart>

/**
 * What `POST /v1/drafts` takes: works that are published together, in one plan. `POST /v1/drafts/quote` takes the same,
 * makes nothing and answers who would get what of $10.
 */
export const draftInput = z.object({
  parts: z.array(draftPart).min(1).max(64),
  /** `event` shows the terms to the chain; `mint` makes each work a token of its creator at once. */
  as: z.enum(['event', 'mint']).default('event'),
})
export type DraftInput = z.infer<typeof draftInput>

/** Who gets what of $10, of a work that is not published yet. */
export const draftQuote = quote.omit({ work: true })
export type DraftQuote = z.infer<typeof draftQuote>

/** One work of a draft. */
export const draftWork = z.object({
  kind,
  name: z.string(),
  /** Known as soon as its record is made. */
  id: hash.optional(),
  picture: picture.optional(),
  flows: z.array(flow),
  quote: draftQuote,
  /** `Output(bytes32 work)`, which the creator must sign; absent when the model's key signs, or when it is signed. */
  toSign: typedData.optional(),
  signed: z.boolean(),
})
export type DraftWork = z.infer<typeof draftWork>

/**
 * Works on their way to the chain.
 *
 * - `preparing`: records, ids and credentials are being made; `job` tells how far.
 * - `unsigned`: the creator signs what stands in `toSign` and sends it to `POST /v1/drafts/{id}/signature`.
 * - `ready`: `plan` is to be signed and sent by the creator's wallet.
 * - `published`: the chain knows all of it.
 * - `failed`: `problem` says why; a new draft begins again.
 */
export const draft = z.object({
  id: z.string(),
  state: z.enum(['preparing', 'unsigned', 'ready', 'published', 'failed']),
  creator: person,
  job: z.string().optional(),
  works: z.array(draftWork),
  plan: plan.optional(),
  problem: problem.optional(),
  created: time,
})
export type Draft = z.infer<typeof draft>

/** What `POST /v1/drafts/{id}/signature` takes: a signature for every work that asks for one. */
export const draftSignatures = z.object({
  signatures: z
    .array(z.object({ work: hash, signature: bytes }))
    .min(1)
    .max(64),
})
export type DraftSignatures = z.infer<typeof draftSignatures>
