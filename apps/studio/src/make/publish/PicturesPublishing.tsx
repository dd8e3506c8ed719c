import type { Drawn, GenerateInput, Job } from '@tributary/sdk/wire'
import { useState } from 'react'
import { cancelJob, hasEnded } from '../../data/index.ts'
import { Button, Problem, Progress } from '../../design/index.ts'
import { letGo, useKept } from '../curate/kept.ts'
import { LightboxOfDrawn } from '../curate/LightboxOfDrawn.tsx'
import { useJobs } from '../job/useJobs.ts'
import { nameOfSketch } from '../pictures/Mix.ts'
import { nameProblem, type Picked, picturesInput } from './Form.ts'
import { PictureCard } from './PictureCard.tsx'
import type { PublishingProps } from './Screen.tsx'
import type { Batch } from './Source.ts'
import { TermsPanel } from './TermsPanel.tsx'

/** A picture as the studio drew it, or its place while it draws. */
export type Entry = {
  readonly key: string
  readonly job: string
  readonly seed: number
  readonly name: string
  readonly drawn: Drawn | undefined
}

/** Names and terms for pictures, while the last of them are still being drawn. */
export function PicturesPublishing({
  batches,
  form,
  change,
  onPublish,
}: PublishingProps & { readonly batches: readonly Batch[] }) {
  const jobs = useJobs(batches.map(({ job }) => job))
  const kept = useKept()
  const [open, setOpen] = useState<number>()
  const all = batches.flatMap((batch, index) => entriesOf(batch, jobs[index]?.job, jobs[index]?.drawn ?? []))
  const entries = all.filter(({ key }) => !form.leftOut.includes(key))
  const picked = entries.map(({ key, job, seed, name }): Picked => ({ job, seed, name: form.names[key] ?? name }))
  const ready = jobs.every(({ job }) => job?.state === 'succeeded')
  const finished = new Set(jobs.flatMap(({ id, job }) => (job?.state === 'succeeded' ? [id] : [])))
  const first = picked.filter(({ job }) => finished.has(job)).slice(0, 1)
  const wrong = picked.some(({ name }) => nameProblem(name) !== undefined)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-10 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <section aria-label="What you publish" className="flex flex-col gap-6">
        <h1 className="font-serif text-display">{titleOf(entries.length)}</h1>
        {jobs.map(({ id, job, error }) => (
          <JobNote key={id} id={id} job={job} error={error} />
        ))}
        <ul className="grid grid-cols-1 gap-x-4 gap-y-8 sm:grid-cols-2">
          {entries.map((entry, index) => (
            <PictureCard
              key={entry.key}
              entry={entry}
              name={form.names[entry.key] ?? entry.name}
              onName={(name) => change({ names: { ...form.names, [entry.key]: name } })}
              onOpen={() => setOpen(index)}
              {...(entries.length > 1 && { onLeaveOut: () => change({ leftOut: [...form.leftOut, entry.key] }) })}
            />
          ))}
        </ul>
        {form.leftOut.length > 0 && (
          <Button className="self-start" size="small" onClick={() => change({ leftOut: [] })}>
            Bring back what was left out
          </Button>
        )}
      </section>
      <TermsPanel
        form={form}
        change={change}
        kind="output"
        works={picked.length}
        sample={first.length > 0 ? picturesInput(form, first) : undefined}
        blocked={blockedBy(ready, wrong, picked.length)}
        onPublish={async () => {
          await onPublish(picturesInput(form, picked))
          letGo(kept)
        }}
      />
      <LightboxOfDrawn
        entries={entries}
        at={open}
        onAt={setOpen}
        onDrop={(entry) => change({ leftOut: [...form.leftOut, entry.key] })}
      />
    </div>
  )
}

function titleOf(count: number): string {
  return count === 1 ? 'Publish a picture' : `Publish ${count} pictures`
}

function blockedBy(ready: boolean, wrong: boolean, count: number): string | undefined {
  if (count === 0) return 'Nothing is left to publish.'
  if (!ready) return 'The pictures are still being drawn.'
  return wrong ? 'Every picture needs a name.' : undefined
}

/** What a batch will hold is known before it is drawn. */
function entriesOf({ job: id, seeds }: Batch, job: Job | undefined, drawn: readonly Drawn[]): Entry[] {
  const input = job?.input as GenerateInput | undefined
  const all = [...new Set(input?.seeds ?? seeds ?? [])]
  return all
    .filter((seed) => seeds === undefined || seeds.includes(seed))
    .map((seed) => {
      const name = nameOfSketch(input?.style ?? 'Picture', seed)
      return { key: `${id}.${seed}`, job: id, seed, name, drawn: drawn.find((each) => each.seed === seed) }
    })
}

type JobNoteProps = { readonly id: string; readonly job: Job | undefined; readonly error: Error | null }

function JobNote({ id, job, error }: JobNoteProps) {
  if (error) return <Problem error={error} />
  if (job === undefined) return null
  if (job.state === 'failed') return <Problem error={job.problem} />
  if (hasEnded(job)) return null
  const { done = 0, total = 0, secondsLeft } = job.progress ?? {}
  return (
    <div className="flex items-end gap-4">
      <div className="flex-1">
        <Progress label="Drawing at full size" done={done} total={total} unit="pictures" secondsLeft={secondsLeft} />
      </div>
      <Button size="small" icon="stop" onClick={() => void cancelJob(id)}>
        Cancel
      </Button>
    </div>
  )
}
