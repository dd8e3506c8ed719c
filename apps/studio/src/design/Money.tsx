import type { Money as WireMoney } from '@tributary/sdk/wire'
import { joined } from './joined.ts'
import { moneyText } from './money.ts'

/** An amount of money; the exact number of token-wei is one hover away. */
export function Money({ money, className }: { readonly money: WireMoney; readonly className?: string }) {
  return (
    <data
      value={money.amount}
      title={`${money.amount} token-wei of ${money.token.symbol}`}
      className={joined('tabular whitespace-nowrap', className)}
    >
      {moneyText(money)}
    </data>
  )
}
