import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Skeleton } from '../design/index.ts'
import { curvesOf } from './earned.ts'
import { movementsOf } from './movements.ts'

const Plot = lazy(() => import('./Plot.tsx'))

/** What was paid out over time. */
export function Earnings({ address }: { readonly address: string }) {
  const { data } = useInfiniteQuery(movementsOf(address))
  const curves = curvesOf(data?.pages.flatMap(({ items }) => items) ?? [], address)
  if (curves.every(({ times }) => times.length < 2)) return null
  return (
    <section aria-labelledby="earnings">
      <h2 id="earnings" className="font-serif text-title">
        What arrived, over time
      </h2>
      {curves.map((curve) => (
        <Suspense key={curve.token.address} fallback={<Skeleton className="mt-6 h-60 w-full" />}>
          <Plot curve={curve} />
        </Suspense>
      ))}
    </section>
  )
}
