import { useQuery } from '@tanstack/react-query'
import type { Lineage, Work } from '@tributary/sdk/wire'
import { lazy, Suspense } from 'react'
import { queries } from '../../data/index.ts'
import { Button, Problem, Skeleton, Tabs, WhenNear } from '../../design/index.ts'
import { usePlanned } from '../actions/usePlanned.ts'
import { EdgeTable } from './EdgeTable.tsx'
import { waiting } from './weights.ts'

/** React Flow and dagre are loaded when the lineage is looked at. */
const Graph = lazy(() => import('./Graph.tsx'))
const place = <Skeleton className="h-[min(80vh,40rem)] w-full" />

/** What a work came from, and the money that runs back there. */
export function LineageSection({ work }: { readonly work: Work }) {
  const lineage = useQuery(queries.lineage(work.id))
  if (lineage.data && lineage.data.nodes.length < 2) return null
  return (
    <section aria-labelledby="lineage" className="border-line border-t pt-16 pb-8">
      <div className="screen-width">
        <h2 id="lineage" className="font-serif text-display">
          Where it came from
        </h2>
        <p className="mt-2 mb-8 max-w-[60ch] text-muted">
          Money runs along these lines, from a work to everything and everybody it was made from. A solid line has
          carried money; a dashed one waits for somebody to move what is owed.
        </p>
        {lineage.isError && <Problem error={lineage.error} onRetry={() => lineage.refetch()} />}
        {lineage.isPending && place}
        {lineage.data && <Waiting work={work} lineage={lineage.data} />}
        {lineage.data && (
          <Tabs
            label="Lineage"
            tabs={[
              {
                id: 'graph',
                label: 'As a picture',
                content: (
                  <WhenNear fallback={place}>
                    <Suspense fallback={place}>
                      <Graph lineage={lineage.data} />
                    </Suspense>
                  </WhenNear>
                ),
              },
              { id: 'table', label: 'As a table', content: <EdgeTable lineage={lineage.data} /> },
            ]}
          />
        )}
      </div>
    </section>
  )
}

/** What is owed waits until somebody moves it. Anybody may: it costs a fee and goes where it must. */
function Waiting({ work, lineage }: { readonly work: Work; readonly lineage: Lineage }) {
  const money = lineage.edges.map(waiting).find((owed) => owed !== undefined)
  const { start, busy, trouble } = usePlanned({
    plan: 'distribute',
    terms: { work: work.id, token: money?.token.address },
    done: 'Everybody upstream is paid',
  })
  if (!money) return null
  return (
    <div className="mb-8 flex flex-col items-start gap-3">
      <Button busy={busy} onClick={start}>
        Move what waits
      </Button>
      {trouble !== undefined && <Problem error={trouble} />}
    </div>
  )
}
