import { z } from '@hono/zod-openapi'

/** A text of some type, as routes declare it, with an example of the beginning. */
export function text<type extends string>(type: type, example: string) {
  return { [type]: { schema: z.string(), example } } as Record<type, { schema: z.ZodString; example: string }>
}

/** Bytes of any of some types. */
export function bytes<type extends string>(...types: readonly type[]) {
  const schema = z.string().meta({ format: 'binary' })
  return Object.fromEntries(types.map((type) => [type, { schema }])) as Record<type, { schema: z.ZodString }>
}
