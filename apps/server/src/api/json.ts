import type { z } from '@hono/zod-openapi'

/** A body of JSON, as routes declare it. */
export function json<schema extends z.ZodType>(schema: schema): { 'application/json': { schema: schema } } {
  return { 'application/json': { schema } }
}
