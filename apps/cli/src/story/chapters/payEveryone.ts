import { settleLineage } from '@tributary/sdk'
import type { Address, Hex } from 'viem'
import type { Token } from '../../session/Token.ts'
import { formatAmount, formatCount } from '../../terminal/format.ts'
import type { Published } from '../Published.ts'
import type { Stage } from '../Stage.ts'

/** A relayer completes every payment: up the lineage, then out to everyone, one transaction a work. No payee pays gas. */
export async function payEveryone(stage: Stage, works: readonly Published[], ether: Token): Promise<void> {
  for (const { id, name } of works) await settleWork(stage, { id, name, token: stage.token, bucket: 'sales' })
  const [first] = works
  if (first) await settleWork(stage, { id: first.id, name: first.name, token: ether, bucket: 'resale' })
}

type Job = { readonly id: Hex; readonly name: string; readonly token: Token; readonly bucket: 'sales' | 'resale' }

async function settleWork({ tell, actor }: Stage, { id, name, token, bucket }: Job): Promise<void> {
  const relayer = await actor('relayer')
  const moves = await settleLineage(relayer, {
    work: id,
    token: token.address,
    bucket,
    key: `story.settle.${bucket}.${name}`,
  })
  const payees = new Set<Address>(moves.paid.map(({ account }) => account))
  const total = moves.paid.reduce((sum, { amount }) => sum + amount, 0n)
  tell.step(
    'settle',
    `${name}: ${formatAmount(total, token)} of ${bucket} to ${formatCount(payees.size, 'payee')} at once`,
    moves,
  )
}
