import type { Job, JobInput, TrainDetails } from '@tributary/sdk/wire'

/** A way to start a job once more, as its button says. */
export type Choice = { readonly title: string; readonly input: JobInput }

/** How a job that failed or was canceled can be started again: training goes on from what it kept, or begins anew. */
export function choicesOf({ id, kind, input, progress }: Job): readonly Choice[] {
  if (input === undefined || kind === 'publish') return []
  const asked = input as JobInput
  if (asked.kind !== 'train') return [{ title: 'Start it again', input: asked }]
  const { resume: earlier, ...anew } = asked
  const { kept } = (progress?.details ?? {}) as TrainDetails
  const resume = kept === undefined ? earlier : id
  if (resume === undefined) return [{ title: 'Start it again', input: anew }]
  return [
    { title: kept === undefined ? 'Go on where it stopped' : `Go on from step ${kept}`, input: { ...anew, resume } },
    { title: 'Begin anew', input: anew },
  ]
}
