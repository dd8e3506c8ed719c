import { Link } from '@tanstack/react-router'
import type { Movement, Work } from '@tributary/sdk/wire'
import { ago, Button, type Column, Hash, Money, momentText, Person, Problem, Table } from '../../design/index.ts'
import { type Stretch, useMovements } from './MoneySection.tsx'

type PaymentsProps = { readonly work: Work; readonly stretch: Stretch | undefined; readonly onClear: () => void }

/** Every movement of its money, with the transaction that moved it. */
export function Payments({ work, stretch, onClear }: PaymentsProps) {
  const { movements, items } = useMovements(work.id)
  const shown = stretch ? items.filter(({ time }) => time >= stretch.from && time < stretch.to) : items
  return (
    <div id="payments" className="mt-16 scroll-mt-20">
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-4">
        <h3 className="font-medium text-lead">{stretch ? `Payments, ${stretch.name}` : 'Payments'}</h3>
        {stretch && (
          <Button look="quiet" size="small" icon="close" onClick={onClear}>
            Show all
          </Button>
        )}
      </div>
      {movements.isError && <Problem error={movements.error} onRetry={() => movements.refetch()} />}
      {movements.isSuccess && shown.length === 0 ? (
        <p className="text-muted">No money has moved here yet.</p>
      ) : (
        <Table
          caption="Payments of this work"
          columns={columnsFor(work)}
          rows={shown}
          rowKey={(movement, index) => `${movement.transaction}-${index}`}
        />
      )}
      {movements.hasNextPage && (
        <Button className="mt-6" busy={movements.isFetchingNextPage} onClick={() => movements.fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </div>
  )
}

function columnsFor(work: Work): readonly Column<Movement>[] {
  return [
    {
      head: 'When',
      cell: ({ time }) => (
        <time dateTime={new Date(time * 1000).toISOString()} title={momentText(time)} className="whitespace-nowrap">
          {ago(time)}
        </time>
      ),
    },
    { head: 'What', cell: (movement) => wordsOf(movement, work.id) },
    { head: 'From', cell: ({ from }) => from && <Person person={from} /> },
    { head: 'To', cell: (movement) => <Target movement={movement} /> },
    { head: 'Amount', cell: ({ money }) => <Money money={money} />, numeric: true },
    { head: 'Transaction', cell: ({ transaction }) => <Hash value={transaction} />, numeric: true },
  ]
}

function wordsOf({ type, work }: Movement, here: string): string {
  if (type === 'paid') return 'Paid in'
  if (type === 'claimed') return 'Claimed'
  if (type === 'collected') return 'Collected by the holder'
  return work === here ? 'Passed on' : 'Came from a work made of it'
}

function Target({ movement }: { readonly movement: Movement }) {
  const { to, work, workName } = movement
  const target = to ?? { work, name: workName }
  if (!('work' in target)) return <Person person={target} />
  return (
    <Link
      to="/works/$id"
      params={{ id: target.work }}
      className="underline decoration-line underline-offset-4 hover:decoration-ink"
    >
      {target.name}
    </Link>
  )
}
