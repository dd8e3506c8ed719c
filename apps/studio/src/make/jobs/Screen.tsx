import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DatasetResult, GenerateResult, Job, TrainDetails, TrainResult } from '@tributary/sdk/wire'
import { hasEnded, queries } from '../../data/index.ts'
import { ago, Button, buttonStyle, Empty, Icon, joined, Problem, Skeleton } from '../../design/index.ts'
import { useTitle } from '../../shell/index.ts'
import { SignedIn } from '../../wallet/index.ts'
import { kindWords, standing } from './words.ts'

/** Everything the studio did and does for whoever is signed in, the newest first. */
export function Screen() {
  useTitle('Jobs')
  return (
    <div className="screen-width flex flex-col gap-6 pt-2">
      <SignedIn title="Your jobs are yours." words="Say who you are to see what the studio does for you.">
        <Jobs />
      </SignedIn>
    </div>
  )
}

function Jobs() {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...queries.jobs(),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((job) => !hasEnded(job))) ? 2_000 : false,
    refetchOnMount: 'always',
  })
  const jobs = data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <h1 className="font-serif text-display">Jobs</h1>
      {error && <Problem error={error} />}
      {jobs === undefined && !error && <Skeleton className="h-64 w-full" />}
      {jobs?.length === 0 && <Nothing />}
      <ul aria-label="Jobs">
        {jobs?.map((job) => (
          <Row key={job.id} job={job} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="self-center" onClick={() => void fetchNextPage()}>
          Older ones
        </Button>
      )}
    </>
  )
}

function Row({ job }: { readonly job: Job }) {
  const picture = pictureOf(job)
  return (
    <li className="border-line border-t last:border-b">
      <Link to="/make/jobs/$id" params={{ id: job.id }} className="flex items-center gap-4 py-3 hover:bg-sunk">
        {picture ? (
          <img src={picture} alt="" className="size-14 object-cover" loading="lazy" />
        ) : (
          <span className="flex size-14 items-center justify-center bg-sunk text-muted">
            <Icon name="make" />
          </span>
        )}
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{job.title}</span>
          <span className="text-muted text-small">
            {kindWords[job.kind]}, {ago(job.created)}
          </span>
        </span>
        <span
          className={joined('tabular pr-2 text-right text-small', job.state === 'failed' ? 'text-bad' : 'text-muted')}
        >
          {standing(job)}
        </span>
      </Link>
    </li>
  )
}

/** The newest picture of a job, if it has one. */
function pictureOf({ kind, result, progress }: Job): string | undefined {
  if (kind === 'generate') return (result as GenerateResult | undefined)?.pictures[0]?.preview
  if (kind === 'dataset') return (result as DatasetResult | undefined)?.sheet.preview
  if (kind !== 'train') return undefined
  return (
    (result as TrainResult | undefined)?.sheet?.preview ??
    (progress?.details as TrainDetails | undefined)?.sheet?.preview
  )
}

function Nothing() {
  return (
    <Empty
      title="Nothing has been asked for yet."
      action={
        <Link to="/make" className={buttonStyle('primary')}>
          Make a picture
        </Link>
      }
    >
      <p>
        Data sets, training runs and finished pictures stand here while they are made, and afterwards. Close the page
        when you like: the studio goes on.
      </p>
    </Empty>
  )
}
