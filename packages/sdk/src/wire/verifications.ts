import { z } from 'zod'
import { address, hash, person, time } from './primitives.ts'
import { offer, picture, workCard } from './works.ts'

/** What a file is, in one word. */
export const answer = z.enum(['authentic', 'edited', 'stripped', 'unknown signer', 'unknown', 'unreadable'])

/** One check: true, false, or null where it could not be made here. */
export const check = z.object({ name: z.string(), ok: z.boolean().nullable(), detail: z.string() })

/** Where a file differs from the one that was published. */
export const difference = z.object({
  /** The published file it was compared with. */
  with: z.enum(['content', 'signed']),
  /** Bytes that differ, from and to, at most 16 stretches; a changed length counts as one. */
  bytes: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** How many bytes differ in all. */
  count: z.number().int(),
  /** Of pictures of the same size: how many pixels differ, and the rectangle that holds them. */
  pixels: z
    .object({
      count: z.number().int(),
      of: z.number().int(),
      left: z.number().int(),
      top: z.number().int(),
      width: z.number().int(),
      height: z.number().int(),
    })
    .optional(),
})

/** What `POST /v1/verifications` answers about the file in its body. */
export const verification = z.object({
  answer,
  /** The answer in one plain sentence. */
  summary: z.string(),
  file: z.object({ sha256: hash, size: z.number().int(), mediaType: z.string().optional() }),
  bytes: z.enum(['original', 'edited', 'stripped', 'unknown']),
  /** The file as it looks, when it is a picture. */
  picture: picture.omit({ src: true, preview: true }).optional(),
  signer: z
    .object({
      name: z.string().optional(),
      organization: z.string().optional(),
      trusted: z.boolean(),
      time: time.optional(),
    })
    .optional(),
  /** The work that it is, or was made from. */
  work: z
    .object({
      id: hash,
      name: z.string(),
      kind: z.string(),
      creator: z.union([person, z.object({ did: z.string() })]),
      /** Whether the maker is proven, not only claimed. */
      proven: z.boolean(),
      time,
      model: z.object({ id: hash, name: z.string() }).optional(),
      /** The key that signed for the model. */
      key: address.optional(),
      /** The license text under which it stands. */
      license: z.string().optional(),
      record: z.record(z.string(), z.unknown()),
      /** How the studio shows it; absent when only the file itself knows it. */
      card: workCard.optional(),
      offers: z.array(offer),
    })
    .optional(),
  /** Works it came from, nearest first. */
  lineage: z.array(z.object({ id: hash, name: z.string(), kind: z.string() })),
  /** Whether its recipe was rendered again here, and gave the same pixels. */
  rerendered: z.boolean().nullable(),
  /** When the chain first knew it, as an anchor or a mint proves. */
  anchoredAt: time.optional(),
  /** Other works with the same bytes or picture. */
  alsoKnownAs: z.array(hash),
  difference: difference.optional(),
  checks: z.array(check),
})
export type Verification = z.infer<typeof verification>
export type Difference = z.infer<typeof difference>
