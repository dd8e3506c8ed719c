import { Link } from '@tanstack/react-router'
import type { Quote } from '@tributary/sdk/wire'
import { joined } from './joined.ts'
import { Money } from './Money.tsx'
import { Person } from './Person.tsx'

type WhoGetsWhatProps = { readonly quote: Pick<Quote, 'money' | 'payees'> }

/** Where a payment goes: one bar, cut as the money will be, and everybody by name. */
export function WhoGetsWhat({ quote }: WhoGetsWhatProps) {
  const whole = Number(quote.money.amount)
  const payees = quote.payees.toSorted((a, b) => Number(BigInt(b.amount) - BigInt(a.amount)))
  return (
    <div className="flex flex-col gap-4">
      <div aria-hidden="true" className="flex h-3 gap-px">
        {payees.map((payee, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the same person may be paid in several roles
            key={index}
            className={joined('min-w-px', tones[index % tones.length])}
            style={{ flexGrow: Number(payee.amount) / whole }}
          />
        ))}
      </div>
      <ul className="flex flex-col">
        {payees.map((payee, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same person may be paid in several roles
          <li key={index} className="flex items-baseline gap-3 border-line border-b py-3 text-small">
            <span aria-hidden="true" className={joined('size-2.5 shrink-0 self-center', tones[index % tones.length])} />
            <span className="min-w-0 flex-1">
              <Person person={payee.account} />
              <span className="text-muted"> {roleWords(payee)} </span>
              {payee.work && payee.workName && (
                <Link
                  to="/works/$id"
                  params={{ id: payee.work }}
                  className="text-muted underline decoration-line underline-offset-4 hover:text-ink"
                >
                  {payee.workName}
                </Link>
              )}
            </span>
            <span className="tabular w-14 text-right text-muted">{percentOf(payee.amount, whole)}</span>
            <Money money={{ amount: payee.amount, token: quote.money.token }} className="w-16 text-right" />
          </li>
        ))}
      </ul>
    </div>
  )
}

const tones = ['bg-flow-1', 'bg-flow-2', 'bg-flow-3', 'bg-ink', 'bg-edge', 'bg-warn', 'bg-good', 'bg-muted'] as const

/** What somebody is paid for; a quote of the whole lineage names no work beside it. */
const roles: Readonly<Record<string, { readonly alone: string; readonly of: string }>> = {
  residual: { alone: 'holds it and keeps the rest', of: 'keeps the rest of' },
  flow: { alone: 'has a fixed share', of: 'has a fixed share of' },
  leaf: { alone: 'made a part of what it came from', of: 'contributed to' },
}

function roleWords({ role, workName }: Quote['payees'][number]): string {
  const words = roles[role]
  if (!words) return role
  return workName === undefined ? words.alone : words.of
}

function percentOf(amount: string, whole: number): string {
  const percent = (Number(amount) / whole) * 100
  return `${percent.toLocaleString('en-US', { maximumFractionDigits: percent < 1 ? 2 : 1 })} %`
}
