import type { Statement, Token } from '@tributary/sdk/wire'
import { Disclosure, joined, Money } from '../design/index.ts'
import { Claim } from './Claim.tsx'
import type { Sum } from './sums.ts'

type TotalsProps = { readonly statement: Statement; readonly sums: readonly Sum[]; readonly isOwn: boolean }

/** What can be claimed now, in the largest type there is, and what it is part of. */
export function Totals({ statement, sums, isOwn }: TotalsProps) {
  const isPending = sums.some(({ pending }) => pending > 0n)
  return (
    <section aria-label="Totals">
      <div className="grid grid-cols-1 gap-8 sm:grid-cols-[repeat(auto-fit,minmax(20rem,1fr))]">
        {sums.toSorted(byClaimable).map((sum) => (
          <InOneToken key={sum.token.address} sum={sum} />
        ))}
      </div>
      <div className="mt-8">
        <Claim statement={statement} sums={sums} isOwn={isOwn} />
      </div>
      {isPending && <WhyPending />}
    </section>
  )
}

/** Tokens of which something can be claimed come first. */
function byClaimable(one: Sum, other: Sum): number {
  const isEmpty = ({ payable, pending }: Sum) => Number(payable + pending === 0n)
  return isEmpty(one) - isEmpty(other)
}

function InOneToken({ sum: { token, due, paid, payable, pending } }: { readonly sum: Sum }) {
  return (
    <div>
      <p className="overline-label">Payable now in {token.symbol}</p>
      <p className={joined('mt-2 font-serif', payable > 0n ? 'text-hero' : 'text-display text-muted')}>
        <Money money={of(token, payable)} />
      </p>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-2 text-small">
        <Part name="Earned so far" money={of(token, due)} />
        <Part name="Paid out" money={of(token, paid)} />
        {pending > 0n && <Part name="Pending besides" money={of(token, pending)} />}
      </dl>
    </div>
  )
}

function Part({
  name,
  money,
}: {
  readonly name: string
  readonly money: { readonly amount: string; readonly token: Token }
}) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd>
        <Money money={money} />
      </dd>
    </div>
  )
}

function WhyPending() {
  return (
    <div className="mt-6 max-w-prose">
      <Disclosure summary={<span className="text-small">Why is something pending?</span>}>
        <p className="text-muted text-small">
          A payment first lies at the work that was paid for. What it owes to the works that it was made from moves when
          somebody lifts it, which anybody may do. Pending is what will be payable once that happened. “Claim
          everything” lifts it in the same transaction.
        </p>
      </Disclosure>
    </div>
  )
}

function of(token: Token, amount: bigint): { amount: string; token: Token } {
  return { amount: `${amount}`, token }
}
