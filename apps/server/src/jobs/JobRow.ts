import type { Job, JobKind, JobState, Problem, Progress } from '@tributary/sdk/wire'
import type { Address } from 'viem'

/** A job as the table has it; bigints come as text. */
export type JobRow = {
  readonly id: string
  readonly owner: Address
  readonly kind: JobKind
  readonly title: string
  readonly input: Record<string, unknown>
  readonly state: JobState
  readonly attempt: number
  readonly cancel: boolean
  readonly progress: Progress | null
  readonly result: Record<string, unknown> | null
  readonly problem: Problem | null
  readonly created: string
  readonly started: string | null
  readonly ended: string | null
}

/** A job as the API tells it. */
export function toJob(row: JobRow): Job {
  const { id, kind, state, title, input, progress, result, problem, created, started, ended } = row
  return {
    id,
    kind,
    state,
    title,
    input,
    created: Number(created),
    ...(progress && { progress }),
    ...(result && { result }),
    ...(problem && { problem }),
    ...(started && { started: Number(started) }),
    ...(ended && { ended: Number(ended) }),
  }
}

/** Whether nothing more will happen to it. */
export function isEnded(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'canceled'
}
