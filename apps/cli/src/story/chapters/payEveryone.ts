import { settleLineage, type Token } from '@tributary/sdk'
import type { Address } from 'viem'
import { formatAmount, formatCount } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** Which money of which work is paid out. */
export type Payout = { readonly work: Published; readonly token: Token; readonly bucket: 'sales' | 'resale' }

/** A relayer completes a payment: up the lineage, then out to everyone, in one transaction. No payee pays gas. */
export async function payEveryone({ tell, actor }: Stage, { work, token, bucket }: Payout): Promise<void> {
  const relayer = await actor('relayer')
  const key = `story.settle.${bucket}.${work.id}`
  const moves = await settleLineage(relayer, { work: work.id, token: token.address, bucket, key })
  const payees = new Set<Address>(moves.paid.map(({ account }) => account))
  const total = moves.paid.reduce((sum, { amount }) => sum + amount, 0n)
  tell.step(
    'settle',
    `${work.name}: ${formatAmount(total, token)} to ${formatCount(payees.size, 'payee')} at once`,
    moves,
  )
}
