/**
 * The one ancestor of every error this package throws, so that a caller can tell ours from a defect.
 *
 * The message says what happened, the value and the limit; a hint says what to do about it.
 *
 * @example
 * ```ts
 * import { BaseError } from '@tributary/provenance'
 *
 * const error = new BaseError('The record has 1048577 bytes; the most is 1048576.', { hint: 'Shorten the description.' })
 * error.hint // 'Shorten the description.'
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
