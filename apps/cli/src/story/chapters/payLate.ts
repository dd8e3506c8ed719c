import { Amount } from '@tributary/protocol'
import { pay } from '@tributary/sdk'
import { formatAmount } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

const amount = '1.50'

/** A payment that comes after everyone was paid. It waits, costs nobody anything, and shows as unclaimed. */
export async function payLate({ tell, token, actor }: Stage, work: Published): Promise<void> {
  const sent = await pay(await actor('fan'), {
    work: work.id,
    token: token.address,
    amount: Amount.parse(amount, token.decimals),
    key: 'story.late',
  })
  tell.step('pay', `fan pays ${formatAmount(sent.credited, token)} to ${work.name}; it waits to be claimed`, sent)
}
