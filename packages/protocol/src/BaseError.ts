/**
 * The one ancestor of every error this package throws, so that a caller can tell ours from a defect.
 *
 * The message says what happened, the value and the limit; a hint says what to do about it.
 *
 * @example
 * ```ts
 * import { BaseError } from '@tributary/protocol'
 *
 * const error = new BaseError('The share is 2000000; the most is 1000000.', { hint: 'Lower the share.' })
 * error.hint // 'Lower the share.'
 * ```
 */
export class BaseError extends Error {
  override readonly name: string = 'BaseError'
  /** What to do about it. */
  readonly hint: string | undefined

  constructor(message: string, options: BaseError.Options = {}) {
    const { hint, cause } = options
    super(hint === undefined ? message : `${message}\nHint: ${hint}`, cause === undefined ? undefined : { cause })
    this.hint = hint
  }
}

export declare namespace BaseError {
  type Options = { readonly hint?: string | undefined; readonly cause?: unknown }
}
