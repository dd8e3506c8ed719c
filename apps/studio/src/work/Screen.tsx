import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Work } from '@tributary/sdk/wire'
import { ProblemError, queries } from '../data/index.ts'
import { Problem, Skeleton } from '../design/index.ts'
import { Missing } from '../shell/Fallbacks.tsx'
import { useTitle } from '../shell/index.ts'
import { Actions } from './actions/Actions.tsx'
import { Details } from './Details.tsx'
import { Family } from './Family.tsx'
import { Heading } from './Heading.tsx'
import { Licenses } from './licenses/Licenses.tsx'
import { LineageSection } from './lineage/LineageSection.tsx'
import { MoneySection } from './money/MoneySection.tsx'
import { Rerun } from './rerun/Rerun.tsx'
import { Stage } from './Stage.tsx'
import { Verdict } from './verdict/Verdict.tsx'

const route = getRouteApi('/works/$id')

/** One work: what it is, the proof of it, what it costs, and where its money goes. Also the page that is shared. */
export function Screen() {
  const { id } = route.useParams()
  const work = useQuery(queries.work(id))
  useTitle(work.data?.name)
  if (work.error instanceof ProblemError && work.error.problem.status === 404) return <Missing />
  if (work.isError && !work.data)
    return (
      <div className="screen-width py-16">
        <Problem error={work.error} onRetry={() => work.refetch()} />
      </div>
    )
  return work.data ? <WorkPage work={work.data} /> : <Frame />
}

function WorkPage({ work }: { readonly work: Work }) {
  return (
    <article>
      <div className="lg:grid lg:grid-cols-[minmax(0,1.65fr)_minmax(24rem,1fr)]">
        <Stage work={work} />
        <div className="flex flex-col gap-10 px-[clamp(1rem,3vw,3rem)] py-8 lg:py-12">
          <Heading work={work} />
          <Verdict work={work} />
          <Licenses work={work} />
          <Actions work={work} />
          <Rerun work={work} />
        </div>
      </div>
      <LineageSection work={work} />
      <MoneySection work={work} />
      <Family work={work} />
      <Details work={work} />
    </article>
  )
}

/** Keeps the place of the picture while it is on its way. */
function Frame() {
  return (
    <div role="status" className="lg:grid lg:grid-cols-[minmax(0,1.65fr)_minmax(24rem,1fr)]">
      <span className="sr-only">Loading the work</span>
      <Skeleton className="aspect-square w-full lg:h-[calc(100dvh-3.5rem)]" />
      <div className="flex flex-col gap-6 px-[clamp(1rem,3vw,3rem)] py-12">
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-14 w-4/5" />
        <Skeleton className="h-24 w-full" />
      </div>
    </div>
  )
}
