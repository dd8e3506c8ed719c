import { BaseError } from '../BaseError.ts'

/** What went wrong with a wallet, in words for people. Codes are those of EIP-1193 and EIP-1474. */
export function wordsFor(error: unknown): BaseError {
  if (error instanceof BaseError) return error
  const causes = causesOf(error)
  const code = causes.map((cause) => cause.code).find((each) => typeof each === 'number')
  if (code === 4001 || causes.some((cause) => cause.name === 'UserRejectedRequestError'))
    return new RejectedError(error)
  if (causes.some((cause) => cause.name === 'HttpRequestError' || cause.name === 'TimeoutError'))
    return new ChainUnreachableError(error)
  if (code === -32002) return new AlreadyAskedError(error)
  return new WalletError(wordsOf(causes), error)
}

/** Whether somebody declined, so that nothing was signed or sent. */
export function isRejection(error: unknown): boolean {
  return wordsFor(error) instanceof RejectedError
}

type Cause = {
  readonly name?: string
  readonly code?: unknown
  readonly shortMessage?: string
  /** What the wallet itself said. */
  readonly details?: string
  readonly message?: string
}

function causesOf(error: unknown): readonly Cause[] {
  if (typeof error !== 'object' || error === null) return []
  return [error as Cause, ...causesOf((error as { readonly cause?: unknown }).cause)]
}

/** The wallet's own words, else those of whoever heard it last. */
function wordsOf(causes: readonly Cause[]): string {
  const own = causes.findLast((cause) => cause.details)?.details
  return own ?? causes.findLast((cause) => cause.shortMessage)?.shortMessage ?? causes.at(-1)?.message ?? silence
}

const silence = 'The wallet said no, without a reason.'

/** Somebody closed the wallet's question. */
class RejectedError extends BaseError {
  override readonly name = 'wallet.RejectedError'

  constructor(cause: unknown) {
    super('The wallet did not sign: the request was declined.', {
      cause,
      retry: true,
      hint: 'Nothing has happened. Try again when you like.',
    })
  }
}

/** The chain could not be asked. */
class ChainUnreachableError extends BaseError {
  override readonly name = 'wallet.ChainUnreachableError'

  constructor(cause: unknown) {
    super('The chain does not answer.', {
      cause,
      retry: true,
      hint: 'Nothing is lost. Try again when the connection is back.',
    })
  }
}

/** The wallet still waits for an answer to an earlier question. */
class AlreadyAskedError extends BaseError {
  override readonly name = 'wallet.AlreadyAskedError'

  constructor(cause: unknown) {
    super('The wallet is still asking about something else.', {
      cause,
      retry: true,
      hint: 'Open it, answer there, then try again.',
    })
  }
}

/** Anything else, in the wallet's own words. */
class WalletError extends BaseError {
  override readonly name = 'wallet.WalletError'

  constructor(words: string, cause: unknown) {
    super(words, { cause, retry: true })
  }
}
