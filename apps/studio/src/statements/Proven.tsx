import type { Statement, Token } from '@tributary/sdk/wire'
import { decimal, Icon } from '../design/index.ts'
import type { Sum } from './sums.ts'

/** The line that must hold to the wei, with every digit. */
export function Proven({
  statement: { block },
  sums,
}: {
  readonly statement: Statement
  readonly sums: readonly Sum[]
}) {
  return (
    <section aria-label="Reconciled" className="flex flex-col gap-4">
      {sums.map(({ token, due, paid, payable, isExact }) => (
        <div key={token.address} className={isExact ? 'border-good border-l-2 pl-6' : 'border-bad border-l-2 pl-6'}>
          <p className="tabular overflow-x-auto font-mono text-small">
            {exact(token, due)} earned = {exact(token, paid)} paid + {exact(token, payable)} payable, in {token.symbol}
          </p>
          <p className="mt-1 flex items-center gap-2 text-muted text-small">
            <span className={isExact ? 'text-good' : 'text-bad'}>
              <Icon name={isExact ? 'check' : 'warning'} size={16} />
            </span>
            {isExact
              ? `To the wei, added up in your browser from the lines below, at block ${block}.`
              : 'The lines below do not add up to what the studio says. Do not rely on it; check with `tributary statement`.'}
          </p>
        </div>
      ))}
    </section>
  )
}

function exact({ decimals }: Token, amount: bigint): string {
  return decimal(`${amount}`, decimals, decimals)
}
