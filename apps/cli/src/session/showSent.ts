import { isReverted, type Moves, type Sent, type Token } from '@tributary/sdk'
import type { Context } from '../frame/Context.ts'
import { explain } from '../frame/Failure.ts'
import { formatAmount, formatCount, shorten } from '../terminal/format.ts'
import { table } from '../terminal/table.ts'

/** The facts of a transaction in one line for people. */
export function showSent({ hash, block, gas }: Sent, { paint }: Context): string {
  return paint.dim(`transaction ${shorten(hash)} in block ${block}, ${gas.toLocaleString('en-US')} gas`)
}

/** The facts of a transaction for `--json`. */
export function sentToJson({ hash, block, gas, fee }: Sent): object {
  return { transaction: hash, block, gas, fee }
}

/** What a transaction moved, as people read it; what was skipped says why. */
export function showMoves(moves: Moves, token: Token, context: Context): string {
  const { paint } = context
  const paid = moves.paid.map(({ to, amount }) => [to, formatAmount(amount, token)])
  const lifted = moves.lifted.reduce((sum, { amount }) => sum + amount, 0n)
  return [
    ...(moves.lifted.length > 0
      ? [`Lifted ${formatAmount(lifted, token)} along ${formatCount(moves.lifted.length, 'edge')}.`]
      : []),
    ...(paid.length > 0
      ? [table([{ heading: 'paid to' }, { heading: 'amount', align: 'right' }], paid, paint.dim)]
      : []),
    ...refusalsIn(moves).map(({ index, reason }) => paint.warn(`Skipped call ${index}: ${explain(reason).message}`)),
    ...(moves.paid.length + moves.lifted.length + refusalsIn(moves).length === 0 ? ['Nothing was owed.'] : []),
    showSent(moves, context),
  ].join('\n')
}

/** What was skipped for a reason worth knowing; nobody misses a payment of nothing. */
function refusalsIn({ skipped }: Moves): Moves['skipped'] {
  return skipped.filter(({ reason }) => !isReverted(reason, 'NothingOwed'))
}

/** What a transaction moved, for `--json`. */
export function movesToJson(moves: Moves, token: Token): object {
  const skipped = moves.skipped.map(({ index, reason }) => ({ index, reason: explain(reason).message }))
  return { ...sentToJson(moves), token, paid: moves.paid, lifted: moves.lifted, skipped }
}
