import { z } from '@hono/zod-openapi'

/** How much of a list is asked for, and from where. */
export const paging = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(1_000).optional(),
})
