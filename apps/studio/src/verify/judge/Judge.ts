import { BaseError } from '../../BaseError.ts'
import type { Judgement, News, Setting, Step, Task } from './Judgement.ts'

/** Judges one file after another in a worker, so that the page stays quick. */
export type Judge = {
  judge(file: Blob, onStep: (step: Step) => void, signal: AbortSignal): Promise<Judgement>
  close(): void
}

/** The most bytes a file may have: as many as `verify` reads. */
export const maxBytes = 100_000_000

/** The validator's memory does not shrink after a file this large, so its worker is replaced. */
const largeBytes = 20_000_000

/** A judge for the studio and chain of a setting. */
export function openJudge(setting: Setting): Judge {
  let worker: Worker | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const close = () => {
    worker?.terminate()
    worker = undefined
  }
  const run = async (file: Blob, onStep: (step: Step) => void, signal: AbortSignal): Promise<Judgement> => {
    signal.throwIfAborted()
    if (file.size > maxBytes) throw new TooLargeError({ size: file.size })
    const bytes = new Uint8Array(await file.arrayBuffer())
    worker ??= new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' })
    try {
      return await ask(worker, { setting, bytes }, onStep, signal)
    } catch (error) {
      close()
      throw error
    } finally {
      if (file.size > largeBytes) close()
    }
  }
  return {
    judge: (file, onStep, signal) => {
      const mine = turn.then(() => run(file, onStep, signal))
      turn = mine.catch(() => {})
      return mine
    },
    close,
  }
}

function ask(worker: Worker, task: Task, onStep: (step: Step) => void, signal: AbortSignal): Promise<Judgement> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.onerror = ({ message }) => reject(new BrokenError({ message }))
    worker.onmessage = ({ data }: MessageEvent<News>) => {
      if (data.type === 'step') onStep(data.step)
      else if (data.type === 'done') resolve(data.judgement)
      else reject(new BrokenError({ message: data.message }))
    }
    worker.postMessage(task, [task.bytes.buffer])
  })
}

/** The file is larger than anything that is judged. */
export class TooLargeError extends BaseError {
  override readonly name = 'Judge.TooLargeError'
  constructor({ size }: { size: number }) {
    super(`The file has ${size} bytes; the most is ${maxBytes}.`, { hint: 'Only files up to 100 MB can be verified.' })
  }
}

/** The worker stopped before it had an answer. */
export class BrokenError extends BaseError {
  override readonly name = 'Judge.BrokenError'
  constructor({ message }: { message: string }) {
    super(`The file could not be judged here: ${message}`, {
      hint: 'Try again; reload the page if it happens again.',
      retry: true,
    })
  }
}
