import type { Problem } from '@tributary/sdk/wire'
import { BaseError } from '../BaseError.ts'

/** The server refused, and said why (RFC 9457). */
export class ProblemError extends BaseError {
  override readonly name = 'data.ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    const { title, detail, hint, retry } = problem
    super(detail ?? title, { hint, ...(retry !== undefined && { retry }) })
    this.problem = problem
  }
}

/** No answer came: the server is down or the network is away. */
export class UnreachableError extends BaseError {
  override readonly name = 'data.UnreachableError'

  constructor(path: string, cause: unknown) {
    super('The studio does not answer.', {
      cause,
      retry: true,
      hint: `Nothing is lost. Start the studio again or wait for the network; ${path} will be asked again.`,
    })
  }
}
