import { RefusedError } from '../../api/problems.ts'
import { BusyError, CrossedError, LostError, TooSlowError } from './ThreadPool.ts'

/** What a request is told when a thread did not do what it asked for. */
export type Words = {
  /** When the file is to blame. */
  readonly title: string
  /** What to do when it needed more time or memory than it may. */
  readonly hint: string
}

/** The refusal that an error of a thread is to whoever sent the file; other errors stay what they are. */
export function asRefusal(error: unknown, { title, hint }: Words): unknown {
  if (error instanceof CrossedError && error.isExpected) {
    const [detail] = error.message.split('\nHint: ')
    return new RefusedError({ status: 422, title, detail, hint: error.hint, cause: error })
  }
  if (error instanceof TooSlowError || error instanceof LostError) {
    const detail = 'Looking at the file took more time or memory than any file may take.'
    return new RefusedError({ status: 422, title, detail, hint, retry: false, cause: error })
  }
  if (error instanceof BusyError) return busy(error)
  return error
}

function busy(cause: BusyError): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'Too many files at once',
    detail: 'Others sent files that are still being looked at.',
    hint: 'Send it again in a moment.',
    headers: { 'retry-after': '5' },
    retry: true,
    cause,
  })
}
