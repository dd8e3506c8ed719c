import type { Context, MiddlewareHandler } from 'hono'
import { RefusedError } from '../problems.ts'
import type { Environment } from '../Services.ts'

/** How often somebody may ask: `burst` at once, then `perSecond`. */
export type Rate = { readonly burst: number; readonly perSecond: number }

/** What each kind of request may take. Reading is cheap; signing in and writing are not. */
export const rates = {
  read: { burst: 1_000, perSecond: 500 },
  write: { burst: 60, perSecond: 10 },
  signIn: { burst: 60, perSecond: 2 },
  chain: { burst: 600, perSecond: 200 },
} as const satisfies Record<string, Rate>

type Bucket = { tokens: number; at: number }

/** The most callers that are remembered; the one who was quiet longest is forgotten, who has the most to spend anyway. */
const remembered = 50_000

/** A token bucket for each caller, in memory. `take` says what is left, negative when there is nothing. */
export function createBuckets({ burst, perSecond }: Rate, now: () => number = Date.now): { take(who: string): number } {
  const buckets = new Map<string, Bucket>()
  return {
    take: (who) => {
      const at = now()
      const { tokens, at: last } = buckets.get(who) ?? { tokens: burst, at }
      const filled = Math.min(burst, tokens + ((at - last) / 1_000) * perSecond)
      const left = filled < 1 ? filled - 1 : Math.floor(filled - 1)
      buckets.delete(who)
      buckets.set(who, { tokens: filled < 1 ? filled : filled - 1, at })
      if (buckets.size > remembered) buckets.delete(buckets.keys().next().value as string)
      return left
    },
  }
}

/** Limits how often each caller may ask, and says in every answer what is left. */
export function limitRate(rate: Rate): MiddlewareHandler<Environment> {
  const buckets = createBuckets(rate)
  return async (c, next) => {
    const left = buckets.take(callerOf(c))
    if (left < 0) throw tooMany(rate, left)
    await next()
    for (const [name, value] of Object.entries(headersOf(rate, left))) c.res.headers.set(name, value)
  }
}

/** Whose bucket is taken from: the session's, else the network address's. */
export function callerOf(c: Context<Environment>): string {
  return c.get('session')?.address ?? c.get('network')
}

function tooMany(rate: Rate, left: number): RefusedError {
  const wait = Math.max(1, Math.ceil(-left / rate.perSecond))
  return new RefusedError({
    status: 429,
    title: 'Too many requests',
    detail: `At most ${rate.perSecond} requests a second are answered, ${rate.burst} at once.`,
    hint: `Wait ${wait} s.`,
    headers: { 'retry-after': `${wait}`, ...headersOf(rate, 0) },
  })
}

function headersOf({ burst, perSecond }: Rate, left: number): Record<string, string> {
  return {
    'ratelimit-limit': `${burst}`,
    'ratelimit-remaining': `${left}`,
    'ratelimit-reset': `${Math.ceil((burst - left) / perSecond)}`,
  }
}
