import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defaults, inspect } from '@tributary/engine'
import type { Picture, Progress, TrainDetails, TrainInput, TrainResult } from '@tributary/sdk/wire'
import { fileSrc } from '../fileSrc.ts'
import { findFile, folderOf } from '../files.ts'
import type { Outcome, Running } from '../Kind.ts'
import { modelBytes } from '../modelBytes.ts'
import { ThreadPool } from '../threads/ThreadPool.ts'
import { takeOver } from './continuation.ts'
import { sourcesOfJob } from './dataset.ts'
import type { TrainAnswer, TrainNote, TrainOrder } from './trainThread.ts'

const threads = new ThreadPool<TrainOrder, TrainAnswer, TrainNote>({
  module: new URL('./trainThread.ts', import.meta.url),
  size: 1,
})

/** One processor stays free for those who wait for an answer; the engine uses four at most. */
const engineThreads = Math.max(1, Math.min(4, availableParallelism() - 1))

const samplesByDefault = 100

/** A data set becomes a model. A try that was cut off goes on from the last sample sheet. */
export async function trainModel(running: Running): Promise<Outcome> {
  const { services, job, folder, signal, report } = running
  const input = job.input as unknown as TrainInput
  if (input.resume !== undefined) takeOver(folderOf(services.home, input.resume), folder)
  const order = {
    sources: sourcesOfJob(services, input.dataset.job),
    folder,
    name: input.name,
    seed: input.seed ?? 0,
    steps: input.steps ?? defaults.steps,
    settings: input.settings ?? {},
    threads: engineThreads,
    samples: input.samples ?? samplesByDefault,
    parent: input.parent && (await modelBytes(services, job.owner, input.parent)).bytes,
  }
  const onNote = (note: TrainNote): void => report(progressOf(running, order, note))
  const answer = await threads.run(order, { signal, onNote })
  return { result: resultOf(running, input, order, answer) }
}

function progressOf(running: Running, { steps, sources }: TrainOrder, note: TrainNote): Progress {
  if ('read' in note) return { done: note.read, total: sources.files.length, unit: 'pictures' }
  const { step, rate, losses, variety, warnings } = note.progress
  const sheet = note.sheet && { ...pictureOf(running, note.sheet), step }
  const details: TrainDetails = {
    losses,
    rate,
    warnings: [...warnings],
    ...(note.kept > 0 && { kept: note.kept }),
    ...(variety && { variety }),
    ...(sheet && { sheet }),
  }
  return { done: step, total: steps, unit: 'steps', details, ...(rate > 0 && { secondsLeft: (steps - step) / rate }) }
}

function resultOf(running: Running, input: TrainInput, order: TrainOrder, answer: TrainAnswer): TrainResult {
  const { id } = running.job
  const { hash, styles, parameters, size, root, losses, warnings, sheet } = answer
  return {
    model: {
      hash,
      name: order.name,
      styles: [...styles],
      steps: order.steps,
      seed: order.seed,
      parameters,
      src: fileSrc(id, 'model'),
      size,
    },
    dataset: { job: input.dataset.job, root },
    card: fileSrc(id, 'card.md'),
    losses: [...losses],
    warnings: [...warnings],
    ...(sheet && { sheet: pictureOf(running, sheet) }),
  }
}

function pictureOf({ job, folder }: Running, name: string): Picture {
  const src = fileSrc(job.id, name)
  const { width, height } = inspect(findFile(join(folder, name)) as Uint8Array)
  return { src, preview: src, width, height }
}
