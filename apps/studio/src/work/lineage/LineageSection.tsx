import { useQuery } from '@tanstack/react-query'
import type { Work } from '@tributary/sdk/wire'
import { lazy, Suspense } from 'react'
import { queries } from '../../data/index.ts'
import { Problem, Skeleton, Tabs } from '../../design/index.ts'
import { EdgeTable } from './EdgeTable.tsx'

/** React Flow and dagre are loaded when the lineage is looked at. */
const Graph = lazy(() => import('./Graph.tsx'))

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
        {lineage.isPending && <Skeleton className="h-[34rem] w-full" />}
        {lineage.data && (
          <Tabs
            label="Lineage"
            tabs={[
              {
                id: 'graph',
                label: 'As a picture',
                content: (
                  <Suspense fallback={<Skeleton className="h-[34rem] w-full" />}>
                    <Graph lineage={lineage.data} />
                  </Suspense>
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
