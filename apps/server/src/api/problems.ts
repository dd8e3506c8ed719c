import { STATUS_CODES } from 'node:http'
import { BaseError } from '@tributary/protocol'
import type { Problem } from '@tributary/sdk/wire'
import { HTTPException } from 'hono/http-exception'

/**
 * A request is refused: thrown anywhere below a route, it becomes the answer (RFC 9457).
 *
 * @example
 * ```ts
 * throw new RefusedError({ status: 404, title: 'No such work', detail: `This studio knows no work ${id}.` })
 * ```
 */
export class RefusedError extends BaseError {
  override readonly name: string = 'problems.RefusedError'
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly retry: boolean

  constructor(options: RefusedError.Options) {
    const { status, title, detail, hint, headers = {}, retry = status === 429 || status >= 500, cause } = options
    super(detail ?? title, { hint, cause })
    this.status = status
    this.title = title
    this.detail = detail
    this.headers = headers
    this.retry = retry
  }
}

export declare namespace RefusedError {
  type Options = {
    readonly status: number
    /** The same for every problem of this kind. */
    readonly title: string
    /** What was wrong this time: the value and the limit. */
    readonly detail?: string | undefined
    readonly hint?: string | undefined
    readonly headers?: Readonly<Record<string, string>>
    /** Whether the same request may succeed later; by default so for 429 and 5xx. */
    readonly retry?: boolean
    readonly cause?: unknown
  }
}

/** Nothing is here under this name. */
export function notFound(what: string, name: string): RefusedError {
  return new RefusedError({ status: 404, title: `No such ${what}`, detail: `This studio knows no ${what} ${name}.` })
}

/** The problem that an error is to whoever asked; what is our own fault is told without its inner parts. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RefusedError) return problem(error)
  if (error instanceof HTTPException) return problem({ status: error.status, detail: error.message || undefined })
  if (!isOurs(error)) return problem({ status: 500, hint: ownFault })
  const family = families.find(({ names }) => names.test(error.name))
  if (family === undefined) return problem({ status: 500, hint: ownFault })
  const [detail] = error.message.split('\nHint: ')
  return problem({ ...family, detail, hint: error.hint, retry: error.retry ?? family.status >= 500 })
}

/** The answer that carries a problem. */
export function answerOf(problem: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  const type = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  return new Response(JSON.stringify(problem), { status: problem.status, headers: { ...type, ...headers } })
}

const ownFault = 'Try again later. The request id in the header x-request-id finds it in the log of the studio.'

type Ours = Error & { readonly hint?: string; readonly retry?: boolean }

/** Errors of the packages that are about what was asked, and the status each means. */
const families: readonly { names: RegExp; status: number; title: string }[] = [
  { names: /^explain\.UnreachableError|^Client\./, status: 503, title: 'The chain cannot be reached' },
  { names: /^Lineage\.|^lineage\.|^trees\./, status: 409, title: 'The lineage is not complete' },
  { names: /^Reverted/, status: 409, title: 'The chain would refuse it' },
  {
    names: /^(Json|Work|Offer|Account|Flow|Leaf|Rights|Amount|Bucket|Split|Record)\./,
    status: 422,
    title: 'What was sent cannot be used',
  },
]

/** Every package has its own ancestor of errors; what they share is a name of two parts. */
function isOurs(error: unknown): error is Ours {
  return error instanceof Error && /^[A-Za-z0-9]+\.[A-Za-z0-9]+$/.test(error.name)
}

function problem({ status, title, ...rest }: { status: number; title?: string } & Partial<Problem>): Problem {
  const { detail, hint, retry } = rest
  return {
    type: 'about:blank',
    title: title ?? STATUS_CODES[status] ?? 'Refused',
    status,
    ...(detail !== undefined && { detail }),
    ...(hint !== undefined && { hint }),
    ...(retry !== undefined && { retry }),
  }
}
