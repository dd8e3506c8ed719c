import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { StatementLine } from '@tributary/sdk/wire'
import { useState } from 'react'
import { queries } from '../data/index.ts'
import { Button, Icon, Money } from '../design/index.ts'
import { byWork, type Group, reasonOf } from './sums.ts'

const shownAtOnce = 12

/** Which works bring money, how much, and why. */
export function Lines({ lines }: { readonly lines: readonly StatementLine[] }) {
  const [most, setMost] = useState(shownAtOnce)
  const groups = byWork(lines)
  return (
    <section aria-labelledby="lines">
      <h2 id="lines" className="font-serif text-title">
        Which works pay, and why
      </h2>
      <ul className="mt-6 border-line border-t">
        {groups.slice(0, most).map((group) => (
          <OfWork key={group.work} group={group} />
        ))}
      </ul>
      {groups.length > most && (
        <Button className="mt-6" onClick={() => setMost(most + shownAtOnce)}>
          Show {Math.min(shownAtOnce, groups.length - most)} more of {groups.length}
        </Button>
      )}
    </section>
  )
}

function OfWork({ group: { work, name, lines } }: { readonly group: Group }) {
  return (
    <li className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-4 gap-y-4 border-line border-b py-5 sm:grid-cols-[6rem_minmax(0,1fr)] sm:gap-x-6">
      <Thumbnail work={work} />
      <div className="min-w-0">
        <Link
          to="/works/$id"
          params={{ id: work }}
          className="font-serif text-lead underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {name}
        </Link>
        <ul className="mt-2 flex flex-col gap-3">
          {lines.map((line) => (
            <Line
              key={`${line.bucket}${line.role}${line.flow ?? ''}${line.token.address}${JSON.stringify(line.proof ?? '')}`}
              line={line}
            />
          ))}
        </ul>
      </div>
    </li>
  )
}

function Line({ line }: { readonly line: StatementLine }) {
  const { token, due, paid, payable, pending } = line
  const parts = [
    ['Earned', due],
    ['Paid', paid],
    ['Payable', payable],
    ['Pending', pending],
  ] as const
  return (
    <li className="grid grid-cols-1 gap-x-8 gap-y-1 text-small lg:grid-cols-[minmax(0,1fr)_28rem]">
      <span className="text-muted">{reasonOf(line)}</span>
      <dl className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-4">
        {parts.map(([name, amount]) => (
          <div key={name}>
            <dt className="text-caption text-muted">{name}</dt>
            <dd className={amount === '0' ? 'text-muted' : undefined}>
              <Money money={{ amount, token }} />
            </dd>
          </div>
        ))}
      </dl>
    </li>
  )
}

function Thumbnail({ work }: { readonly work: string }) {
  const { data } = useQuery(queries.work(work))
  if (data?.picture)
    return <img src={data.picture.preview} alt="" loading="lazy" className="aspect-square w-full object-cover" />
  return (
    <span className="flex aspect-square w-full items-center justify-center bg-sunk text-muted">
      <Icon name={data?.kind === 'model' ? 'make' : 'market'} />
    </span>
  )
}
