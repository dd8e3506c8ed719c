import { setImmediate } from 'node:timers/promises'
import { lead, type Trained, type TrainOptions } from '../train/train.ts'
import { checkThreads, crewOf } from './crew.ts'

/**
 * Trains a generator on a data set, on one to four threads; the weights do not depend on how many.
 *
 * @example
 * ```ts
 * const dataset = await DataSet.from(readFolder('pictures'), await loadCodecs())
 * const { file } = await train({ dataset, seed: 7, threads: 2, onProgress: ({ step, rate }) => console.log(step, rate) })
 * ```
 */
export async function train(options: TrainOptions): Promise<Trained> {
  const threads = options.threads ?? 1
  checkThreads(threads)
  const clock = (): number => performance.now()
  return lead(
    { clock, ...options },
    {
      pause: () => setImmediate(),
      team: (job) => crewOf(threads, job),
    },
  )
}
