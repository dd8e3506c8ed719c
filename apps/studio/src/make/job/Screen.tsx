import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { DatasetResult, Job, PublishInput } from '@tributary/sdk/wire'
import { type ReactNode, useState } from 'react'
import { cancelJob, hasEnded, ProblemError, queries, useJob } from '../../data/index.ts'
import { Button, notify, Problem, Progress, Skeleton } from '../../design/index.ts'
import { useTitle } from '../../shell/index.ts'
import { SignedIn } from '../../wallet/index.ts'
import { kindWords } from '../jobs/words.ts'
import { Again } from './Again.tsx'
import { DatasetMade } from './DatasetMade.tsx'
import { GenerateJob } from './GenerateJob.tsx'
import { TrainJob } from './TrainJob.tsx'

/** One job: how far it is, what came of it, and what to do next. */
export function Screen() {
  const { id } = useParams({ strict: false }) as { readonly id: string }
  return (
    <div className="screen-width flex flex-col gap-8 pt-2">
      <SignedIn title="Your jobs are yours." words="Say who you are to see this one.">
        <One id={id} />
      </SignedIn>
    </div>
  )
}

function One({ id }: { readonly id: string }) {
  const job = useJob(id)
  const { error } = useQuery(queries.job(id))
  useTitle(job?.title ?? 'Job')
  return (
    <>
      {error && job === undefined && <Problem error={error} />}
      {job === undefined && !error && <Skeleton className="h-96 w-full" />}
      {job && (
        <>
          <Head job={job} />
          <Body job={job} />
        </>
      )}
    </>
  )
}

function Head({ job }: { readonly job: Job }) {
  const { done = 0, total = 0, unit = '', secondsLeft } = job.progress ?? {}
  return (
    <header className="flex flex-col gap-4">
      <div>
        <p className="overline-label mb-2">{kindWords[job.kind]}</p>
        <h1 className="font-serif text-display">{job.title}</h1>
      </div>
      {!hasEnded(job) && (
        <div className="flex items-end gap-4">
          <div className="flex-1">
            <Progress
              label={job.state === 'queued' ? 'Waiting for its turn' : 'At work'}
              done={done}
              total={total}
              unit={unit}
              secondsLeft={secondsLeft}
            />
          </div>
          <Stop job={job} />
        </div>
      )}
      {job.state === 'failed' && (
        <Problem error={job.problem ? new ProblemError(job.problem) : new Error('It failed.')} />
      )}
      {job.state === 'canceled' && <p className="text-muted">It was canceled. What it had made so far is kept.</p>}
      {(job.state === 'failed' || job.state === 'canceled') && <Again job={job} />}
    </header>
  )
}

function Stop({ job }: { readonly job: Job }) {
  const [busy, setBusy] = useState(false)
  const stop = () => {
    setBusy(true)
    cancelJob(job.id)
      .catch((error: unknown) =>
        notify('It could not be canceled', { tone: 'bad', detail: error instanceof Error ? error.message : undefined }),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Button size="small" icon="stop" busy={busy} onClick={stop}>
      Cancel
    </Button>
  )
}

function Body({ job }: { readonly job: Job }): ReactNode {
  if (job.kind === 'train') return <TrainJob job={job} />
  if (job.kind === 'generate') return <GenerateJob job={job} />
  if (job.kind === 'dataset' && job.state === 'succeeded')
    return <DatasetMade job={job} result={job.result as DatasetResult} />
  if (job.kind === 'publish') return <ToDraft input={job.input as PublishInput | undefined} />
  return null
}

function ToDraft({ input }: { readonly input: PublishInput | undefined }) {
  const navigate = useNavigate()
  if (input === undefined) return null
  return (
    <Button
      look="primary"
      className="self-start"
      onClick={() => void navigate({ to: '/make/drafts/$id', params: { id: input.draft } })}
    >
      Go on with publishing
    </Button>
  )
}
