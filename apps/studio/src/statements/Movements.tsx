import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Movement } from '@tributary/sdk/wire'
import { Button, Hash, Money, momentText, Problem, Table } from '../design/index.ts'
import { movementsOf } from './movements.ts'

const words: { readonly [type in Movement['type']]: string } = {
  paid: 'Paid for',
  distributed: 'Lifted from',
  claimed: 'Claimed from',
  collected: 'Collected from',
}

/** Every time money moved, with the transaction behind it. */
export function Movements({ address }: { readonly address: string }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    movementsOf(address),
  )
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section aria-labelledby="movements">
      <h2 id="movements" className="font-serif text-title">
        When money moved
      </h2>
      {error !== null && <Problem error={error} onRetry={refetch} />}
      {data !== undefined && rows.length === 0 && (
        <p className="mt-2 max-w-prose text-muted">
          Nothing was paid out to this account yet. When it is, every payment stands here with its transaction.
        </p>
      )}
      {rows.length > 0 && (
        <div className="mt-6">
          <Table
            caption="Movements of money"
            rows={rows}
            rowKey={(row, at) => `${row.transaction}${at}`}
            columns={columns}
          />
        </div>
      )}
      {hasNextPage && (
        <Button className="mt-6" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
          Show older ones
        </Button>
      )}
    </section>
  )
}

const columns = [
  { head: 'When', cell: ({ time }: Movement) => <span className="whitespace-nowrap">{momentText(time)}</span> },
  {
    head: 'What',
    cell: ({ type, work, workName }: Movement) => (
      <>
        {words[type]}{' '}
        <Link
          to="/works/$id"
          params={{ id: work }}
          className="underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {workName}
        </Link>
      </>
    ),
  },
  { head: 'Amount', numeric: true, cell: ({ money }: Movement) => <Money money={money} /> },
  { head: 'Block', numeric: true, cell: ({ block }: Movement) => block },
  { head: 'Transaction', cell: ({ transaction }: Movement) => <Hash value={transaction} label="Copy transaction" /> },
] as const
