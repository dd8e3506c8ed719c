import { join } from 'node:path'
import { BaseError } from '@tributary/protocol'
import { Lock } from '@tributary/sdk/node'

/** Takes the right to run the studio of a home: one process at a time can. */
export function holdStudio(home: string): Disposable {
  try {
    const lock = Lock.take(join(home, 'studio.lock'))
    return { [Symbol.dispose]: () => lock.release() }
  } catch (error) {
    throw error instanceof Lock.HeldError ? new RunsAlreadyError({ home, pid: error.pid, cause: error }) : error
  }
}

/** The studio of this home runs in another process. */
export class RunsAlreadyError extends BaseError {
  override readonly name = 'Studio.RunsAlreadyError'
  readonly retry = true
  constructor({ home, pid, cause }: { home: string; pid: number; cause: unknown }) {
    super(`The studio of ${home} runs already, in process ${pid}.`, {
      hint: 'Use that one, stop it, or choose another home with --home.',
      cause,
    })
  }
}
