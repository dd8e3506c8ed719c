import { Worker } from 'node:worker_threads'
import { BaseError } from '../BaseError.ts'
import * as Discriminator from '../network/Discriminator.ts'
import * as Generator from '../network/Generator.ts'
import { countOf } from '../network/Parameters.ts'
import { architectureOf, shards } from '../train/Settings.ts'
import { alone } from '../train/Team.ts'
import type { Crew, Job } from '../train/train.ts'
import { type Board, boardOf, join, slots } from './board.ts'

/** What a worker thread is given. */
export type Order = { readonly job: Job; readonly board: Board; readonly rank: number }

/** Threads that share a run's shards over shared memory; one thread alone needs none of it. */
export function crewOf(threads: number, job: Job): Crew {
  if (threads === 1) return { team: alone(), advance: () => {}, dismiss: async () => {} }
  const board = boardOf(threads, largest(job))
  const shared = { ...job, corpus: { ...job.corpus, pixels: share(job.corpus.pixels) } }
  const workers = Array.from({ length: threads - 1 }, (_, i) => {
    const order: Order = { job: shared, board, rank: i + 1 }
    return new Worker(new URL('./trainWorker.ts', import.meta.url), { workerData: order })
  })
  for (const worker of workers) worker.on('error', () => Atomics.store(board.control, slots.failed, 1))
  return {
    team: join(board, 0),
    advance: () => {
      Atomics.add(board.control, slots.allowed, 1)
      Atomics.notify(board.control, slots.allowed)
    },
    dismiss: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

/** Refuses more threads than there are shards. */
export function checkThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1 || threads > shards) throw new ThreadsError({ threads })
}

/** One copy for all workers: the pictures are most of what a run holds. */
function share(pixels: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(pixels.length))
  shared.set(pixels)
  return shared
}

function largest({ corpus, settings }: Job): number {
  const generator = countOf(Generator.specs(architectureOf(settings), corpus.styleCount))
  return Math.max(generator, countOf(Discriminator.specs(settings.view, settings.channels, corpus.styleCount)))
}

/** So many threads are not possible. */
export class ThreadsError extends BaseError {
  override readonly name = 'Training.ThreadsError'
  constructor({ threads }: { threads: number }) {
    super(`Training was asked to use ${threads} threads; 1 to ${shards} are possible.`, {
      hint: 'Use as many as the machine has quiet cores.',
    })
  }
}
