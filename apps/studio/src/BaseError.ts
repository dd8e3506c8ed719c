/** What every error of the studio's web side is. `hint` says what to do; `retry` whether the same may succeed later. */
export class BaseError extends Error {
  override readonly name: string = 'BaseError'
  readonly summary: string
  readonly hint: string | undefined
  readonly retry: boolean

  constructor(
    summary: string,
    more: { readonly hint?: string | undefined; readonly cause?: unknown; readonly retry?: boolean } = {},
  ) {
    super(more.hint === undefined ? summary : `${summary}\nHint: ${more.hint}`, { cause: more.cause })
    this.summary = summary
    this.hint = more.hint
    this.retry = more.retry ?? false
  }
}
