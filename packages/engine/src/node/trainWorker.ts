import { workerData } from 'node:worker_threads'
import { Run } from '../train/Run.ts'
import { awaitStep, join, slots } from './board.ts'
import type { Order } from './crew.ts'

const { job, board, rank } = workerData as Order
try {
  const run = new Run(job, join(board, rank))
  if (job.checkpoint !== undefined) run.restore(job.checkpoint.step, job.checkpoint.state)
  for (let step = 1; ; step++) {
    awaitStep(board.control, step)
    run.advance()
  }
} catch (error) {
  Atomics.store(board.control, slots.failed, 1)
  Atomics.notify(board.control, slots.round)
  throw error
}
