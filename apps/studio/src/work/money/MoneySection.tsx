import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Token, Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { queries } from '../../data/index.ts'
import { foremost, Money, Problem, Skeleton, WhoGetsWhat } from '../../design/index.ts'
import { Payments } from './Payments.tsx'
import { Revenue } from './Revenue.tsx'
import { totalsOf } from './totalsOf.ts'

/** A stretch of time that the list of payments is narrowed to. Seconds since 1970. */
export type Stretch = { readonly from: number; readonly to: number; readonly name: string }

/** What came in, who gets it, and every payment behind the numbers. */
export function MoneySection({ work }: { readonly work: Work }) {
  const { data: studio } = useQuery(queries.studio())
  const [stretch, setStretch] = useState<Stretch>()
  const token = foremost(work.money)?.token ?? studio?.tokens[0]
  return (
    <section id="money" aria-labelledby="money-title" className="scroll-mt-16 border-line border-t pt-16 pb-8">
      <div className="screen-width">
        <h2 id="money-title" className="mb-8 font-serif text-display">
          Where the money goes
        </h2>
        <Totals work={work} />
        <div className="grid gap-x-16 gap-y-12 lg:grid-cols-2">
          {token && <OfTenDollars work={work} token={token} />}
          <Revenue work={work} stretch={stretch} onStretch={setStretch} />
        </div>
        <Payments work={work} stretch={stretch} onClear={() => setStretch(undefined)} />
      </div>
    </section>
  )
}

function Totals({ work }: { readonly work: Work }) {
  const lines = work.money.map(totalsOf).filter(({ cameIn }) => cameIn !== '0')
  if (lines.length === 0) return null
  return (
    <dl className="mb-12 grid grid-cols-2 gap-x-8 gap-y-6 md:grid-cols-4">
      {lines.flatMap(({ token, cameIn, paidOut, forOthers, forHolder }) => [
        <Total key={`${token.address}-in`} name="Came in" amount={cameIn} token={token} moving />,
        <Total key={`${token.address}-out`} name="Was paid out" amount={paidOut} token={token} />,
        <Total key={`${token.address}-others`} name="Waits for others" amount={forOthers} token={token} />,
        <Total key={`${token.address}-holder`} name="Waits for its holder" amount={forHolder} token={token} />,
      ])}
    </dl>
  )
}

type TotalProps = { readonly name: string; readonly amount: string; readonly token: Token; readonly moving?: boolean }

function Total({ name, amount, token, moving = false }: TotalProps) {
  return (
    <div className="relative pt-3">
      <span
        aria-hidden="true"
        className={
          moving ? 'absolute inset-x-0 top-0 h-0.5 animate-flow bg-flow' : 'absolute inset-x-0 top-0 h-px bg-line'
        }
      />
      <dt className="text-muted text-small">{name}</dt>
      <dd>
        <a href="#payments" className="font-serif text-display hover:text-accent">
          <Money money={{ amount, token }} />
        </a>
      </dd>
    </div>
  )
}

const dollars = 10n

function OfTenDollars({ work, token }: { readonly work: Work; readonly token: Token }) {
  const amount = (dollars * 10n ** BigInt(token.decimals)).toString()
  const quote = useQuery(queries.quote(work.id, amount, token.address))
  return (
    <div>
      <h3 className="mb-4 font-medium text-lead">Who gets what of ${dollars.toString()}</h3>
      {quote.isPending && <Skeleton className="h-48" />}
      {quote.isError && <Problem error={quote.error} onRetry={() => quote.refetch()} />}
      {quote.data && <WhoGetsWhat quote={quote.data} />}
    </div>
  )
}

/** All movements that were read so far. */
export function useMovements(id: string) {
  const movements = useInfiniteQuery(queries.movements(id))
  return { movements, items: movements.data?.pages.flatMap((page) => page.items) ?? [] }
}
