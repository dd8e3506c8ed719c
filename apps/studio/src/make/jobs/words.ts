import type { Job, JobKind, JobState } from '@tributary/sdk/wire'

export const kindWords: Readonly<Record<JobKind, string>> = {
  dataset: 'Data set',
  train: 'Training',
  generate: 'Pictures',
  publish: 'Publishing',
  verify: 'Verification',
}

const stateWords: Readonly<Record<JobState, string>> = {
  queued: 'Waiting for its turn',
  running: 'At work',
  succeeded: 'Done',
  failed: 'Failed',
  canceled: 'Canceled',
}

/** How a job stands, with how far it is while it runs. */
export function standing({ state, progress }: Job): string {
  if (state !== 'running' || !progress || progress.total === 0) return stateWords[state]
  return `${Math.floor((progress.done / progress.total) * 100)} %`
}
