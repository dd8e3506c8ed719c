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
    created: Number(created),
    ...(input && { input }),
    ...(progress && { progress }),
    ...(result && { result }),
    ...(problem && { problem }),
    ...(started && { started: Number(started) }),
    ...(ended && { ended: Number(ended) }),
  }
}

/** The most letters of an input that are repeated in events and lists: a data set may name thousands of pictures. */
const longestInput = 20_000

/** A job for events and lists; whoever wants a long input asks for the job itself. */
export function withoutLongInput({ input, ...job }: Job): Job {
  return input === undefined || JSON.stringify(input).length > longestInput ? job : { ...job, input }
}

/** Whether nothing more will happen to it. */
export function isEnded(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'canceled'
}
