import { z } from 'zod'

/** 32 bytes: the id of a work or an offer, a hash, a transaction. */
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/, 'must be 0x and 64 lower-case hexadecimal digits')

/** An address, with or without checksum. */
export const address = z.string().regex(/^0x[0-9a-fA-F]{40}$/, 'must be 0x and 40 hexadecimal digits')

/** An amount in token-wei, as a decimal string: JSON numbers end at 2^53. */
export const amount = z.string().regex(/^\d{1,78}$/, 'must be a decimal string of token-wei')

/** Bytes as 0x-hex. */
export const bytes = z.string().regex(/^0x([0-9a-fA-F]{2})*$/, 'must be 0x and pairs of hexadecimal digits')

/** Seconds since 1970. */
export const time = z.number().int().nonnegative()

export const kind = z.enum(['dataset', 'model', 'output', 'remix', 'import'])
export type Kind = z.infer<typeof kind>

export const right = z.enum(['display', 'commercial', 'derivative', 'training', 'resale'])
export type Right = z.infer<typeof right>

/** A token that amounts are written in. */
export const token = z.object({ address, symbol: z.string(), decimals: z.number().int() })
export type Token = z.infer<typeof token>

/** An amount that says in which token it is meant. */
export const money = z.object({ amount, token })
export type Money = z.infer<typeof money>

/** An account and what it is called here, if it has a name. */
export const person = z.object({ address, name: z.string().optional() })
export type Person = z.infer<typeof person>

/** What goes wrong, in one shape (RFC 9457). `hint` says what to do; `retry` whether the same request may succeed later. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  retry: z.boolean().optional(),
  instance: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** A part of a list; `next` is handed back as `cursor` for the part that follows. */
export type Page<item> = { readonly items: readonly item[]; readonly next?: string | undefined }

export function page<item extends z.ZodType>(item: item) {
  return z.object({ items: z.array(item), next: z.string().optional() })
}

/** What a wallet is asked to sign, for `eth_signTypedData_v4`. */
export const typedData = z.object({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.array(z.object({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
})
export type TypedData = z.infer<typeof typedData>
