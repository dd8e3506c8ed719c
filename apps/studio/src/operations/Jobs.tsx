import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import type { Job } from '@tributary/sdk/wire'
import { cancelJob, hasEnded, post, queries, useJob } from '../data/index.ts'
import { ago, Button, joined, Problem, Progress } from '../design/index.ts'

/** Long work: how far it is, with a way to stop it and to try it again. */
export function Jobs() {
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs" className="font-serif text-title">
        Jobs
      </h2>
      <List />
    </section>
  )
}

function List() {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery(queries.jobs())
  const jobs = data?.pages.flatMap(({ items }) => items)
  if (error !== null) return <Problem error={error} onRetry={refetch} />
  if (jobs?.length === 0)
    return (
      <p className="mt-2 max-w-prose text-muted">
        No job yet. Whatever takes longer than a moment (a data set, a training, a batch of pictures) will stand here,
        also after you close the page.
      </p>
    )
  return (
    <>
      <ul className="mt-4 border-line border-t">
        {jobs?.map((job) => (
          <Row key={job.id} listed={job} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mt-6" onClick={() => fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </>
  )
}

const words: { readonly [state in Job['state']]: string } = {
  queued: 'Waiting',
  running: 'Under way',
  succeeded: 'Done',
  failed: 'Failed',
  canceled: 'Canceled',
}

function Row({ listed }: { readonly listed: Job }) {
  const live = useJob(hasEnded(listed) ? undefined : listed.id)
  const job = live ?? listed
  const { title, kind, state, progress, problem, created } = job
  return (
    <li className="grid grid-cols-1 gap-3 border-line border-b py-5 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{title}</span>
          <span className={joined('text-small', state === 'failed' ? 'text-bad' : 'text-muted')}>
            {words[state]}, {kind}, {ago(created)}
          </span>
        </p>
        {problem !== undefined && (
          <p className="mt-1 text-muted text-small">
            {problem.detail ?? problem.title} {problem.hint}
          </p>
        )}
        {state === 'running' && progress !== undefined && (
          <div className="mt-2 max-w-xl">
            <Progress
              label={title}
              done={progress.done}
              total={progress.total}
              unit={progress.unit}
              secondsLeft={progress.secondsLeft}
            />
          </div>
        )}
      </div>
      <Act job={job} />
    </li>
  )
}

function Act({ job }: { readonly job: Job }) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: ['jobs'] })
  const cancel = useMutation({ mutationFn: () => cancelJob(job.id), onSuccess })
  const again = useMutation({ mutationFn: () => post<Job>('/v1/jobs', job.input), onSuccess })
  const error = cancel.error ?? again.error
  if (error !== null) return <Problem error={error} />
  if (!hasEnded(job))
    return (
      <Button size="small" icon="stop" busy={cancel.isPending} onClick={() => cancel.mutate()}>
        Cancel
      </Button>
    )
  if (job.state === 'succeeded' || job.input === undefined || job.kind === 'publish') return null
  return (
    <Button size="small" icon="refresh" busy={again.isPending} onClick={() => again.mutate()}>
      Try again
    </Button>
  )
}
