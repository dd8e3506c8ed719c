import { Link } from '@tanstack/react-router'
import type { Statement } from '@tributary/sdk/wire'
import { buttonStyle, dateText, Empty, Hash, nameOf } from '../design/index.ts'
import { Earnings } from './Earnings.tsx'
import { Exports } from './Exports.tsx'
import { Lines } from './Lines.tsx'
import { Movements } from './Movements.tsx'
import { Proven } from './Proven.tsx'
import { LookUp } from './Start.tsx'
import { sumsOf } from './sums.ts'
import { Totals } from './Totals.tsx'

type StatementViewProps = { readonly statement: Statement; readonly isOwn: boolean }

/** Everything an account is owed and was paid. */
export function StatementView({ statement, isOwn }: StatementViewProps) {
  const { account, lines, block, time } = statement
  const sums = sumsOf(statement)
  return (
    <>
      <header className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 className="font-serif text-title">
          {isOwn ? 'What you are owed' : `What ${nameOf(account)} is owed`}{' '}
          <Hash value={account.address} label="Copy address" />
        </h1>
        <p className="text-muted text-small">
          At block {block}, {dateText(time)}. It renews itself when money moves.
        </p>
      </header>
      {lines.length === 0 ? (
        <Nothing isOwn={isOwn} />
      ) : (
        <div className="mt-8 flex flex-col gap-16">
          <Totals statement={statement} sums={sums} isOwn={isOwn} />
          <Proven statement={statement} sums={sums} />
          <Earnings address={account.address} />
          <Lines lines={lines} />
          <Movements address={account.address} />
          <Exports statement={statement} />
        </div>
      )}
      <div className="mt-16 max-w-md">
        <LookUp />
      </div>
    </>
  )
}

function Nothing({ isOwn }: { readonly isOwn: boolean }) {
  return (
    <Empty
      title="Nothing yet."
      action={
        isOwn && (
          <Link to="/make" className={buttonStyle('primary', 'large')}>
            Make a picture
          </Link>
        )
      }
    >
      <p>
        {isOwn ? 'You are' : 'This account is'} in the terms of no work that was paid. That changes when a work{' '}
        {isOwn && 'of yours '}
        is licensed, or when a picture is made with a model that learned from {isOwn ? 'your' : 'its'} pictures.
      </p>
    </Empty>
  )
}
