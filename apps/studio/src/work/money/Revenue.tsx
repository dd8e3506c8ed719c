import { useQuery } from '@tanstack/react-query'
import type { Work } from '@tributary/sdk/wire'
import { lazy, Suspense } from 'react'
import { queries } from '../../data/index.ts'
import { buttonStyle, foremost, Skeleton } from '../../design/index.ts'
import { type Stretch, useMovements } from './MoneySection.tsx'
import { pointsOf } from './points.ts'

const Plot = lazy(() => import('./Plot.tsx'))

type RevenueProps = {
  readonly work: Work
  readonly stretch: Stretch | undefined
  readonly onStretch: (stretch: Stretch) => void
}

/** How much came in over time. */
export function Revenue({ work, stretch, onStretch }: RevenueProps) {
  const { data: revenue, isPending } = useQuery(queries.revenue(work.id))
  const { items } = useMovements(work.id)
  const token = foremost(work.money)?.token
  const points = token ? pointsOf(revenue?.items ?? [], items, work.id, token) : []
  return (
    <div>
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h3 className="font-medium text-lead">What came in</h3>
        {points.length > 0 && (
          <a href={`/v1/works/${work.id}/revenue.csv`} download className={buttonStyle('quiet', 'small')}>
            As CSV
          </a>
        )}
      </div>
      {isPending && <Skeleton className="h-72" />}
      {!isPending && points.length === 0 && (
        <p className="max-w-[48ch] text-muted">
          Nothing yet. The first license or payment shows here, and a moment later at everybody who has a share of it.
        </p>
      )}
      {points.length > 0 && token && (
        <Suspense fallback={<Skeleton className="h-72" />}>
          <Plot points={points} symbol={token.symbol} chosen={stretch} onChoose={(point) => onStretch(point.stretch)} />
        </Suspense>
      )}
    </div>
  )
}
