import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { RefusedError } from '../problems.ts'
import type { Environment } from '../Services.ts'

/** The most bytes of a body, unless its route takes files. */
const most = 1_048_576

/** Routes that take whole files and limit them themselves. */
const takesFiles = /^\/(v1\/(uploads|verifications)|mcp)$/

/** Refuses bodies that are too large, as soon as they are, however they are sent. */
export function limitSize(): MiddlewareHandler<Environment> {
  const limit = bodyLimit({
    maxSize: most,
    onError: () => {
      throw new RefusedError({
        status: 413,
        title: 'Too large',
        detail: `The body is over ${most} bytes, the most that is taken here.`,
        hint: 'Send files to PUT /v1/uploads.',
        headers: { connection: 'close' },
      })
    },
  })
  return (c, next) => (takesFiles.test(c.req.path) ? next() : limit(c, next))
}
