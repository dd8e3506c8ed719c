import { Account, type Split } from '@tributary/protocol'
import type { Token } from '@tributary/sdk'
import type { Context } from '../frame/Context.ts'
import { formatAmount, formatShare, shorten } from '../terminal/format.ts'
import { table } from '../terminal/table.ts'

/** "Who gets what" of a payment, as people read it: each line of the lineage, then each account's sum. */
export function showSplit(split: Split.Split, token: Token, { paint }: Context): string {
  const lines = split.lines.map(({ work, kind, to, share, amount }) => [
    shorten(work),
    kind === 'residual' ? 'holder' : kind,
    kind === 'account' || kind === 'residual' ? shorten(Account.address(Account.fromBytes32(to))) : shorten(to),
    formatShare(share),
    formatAmount(amount, token),
  ])
  const payees = [...split.payees].sort(([, a], [, b]) => (a < b ? 1 : -1))
  const shown = payees
    .slice(0, mostPayees)
    .map(([account, amount]) => [Account.address(account), formatAmount(amount, token)])
  const more = payees.length > mostPayees ? [`and ${payees.length - mostPayees} more; --json lists all`] : []
  return [
    paint.bold(`Who gets what of ${formatAmount(split.amount, token)}`),
    table([...columns], lines, paint.dim),
    '',
    table([{ heading: 'account' }, { heading: 'gets', align: 'right' }], shown, paint.dim),
    ...more,
    `dust: ${formatAmount(split.dust, token)}`,
  ].join('\n')
}

/** What `--json` says of a split. */
export function splitToJson(split: Split.Split, token: Token): object {
  const payees = [...split.payees].map(([account, amount]) => ({ account: Account.format(account), amount }))
  return { amount: split.amount, token, lines: split.lines, payees, dust: split.dust }
}

const mostPayees = 20

const columns = [
  { heading: 'work' },
  { heading: 'owes' },
  { heading: 'to' },
  { heading: 'share', align: 'right' },
  { heading: 'amount', align: 'right' },
] as const
