import { Account, Lineage, Split, Work } from '@tributary/protocol'
import { type Draft, lineageOf } from '@tributary/sdk'
import { zeroHash } from 'viem'
import type { Session } from '../session/Session.ts'

/** Who would get what of a payment to a work that is only drafted: its record is not made, so its id is not final. */
export async function quoteDraft({ client, store }: Session, draft: Draft, amount: bigint): Promise<Split.Split> {
  const work = Work.from({
    creator: Account.from({ address: client.account.address }),
    home: Account.from({ chainId: client.chainId, address: client.deployment.works }),
    record: zeroHash,
    flows: draft.flows,
  })
  const parents = draft.flows.flatMap(({ kind, to }) => (kind === 'work' ? [to] : []))
  const upstream = await lineageOf(store, parents)
  const own = Lineage.from({ works: [work], trees: draft.trees ?? [] })
  const lineage = {
    works: new Map([...upstream.works, ...own.works]),
    trees: new Map([...upstream.trees, ...own.trees]),
  }
  return Split.from({ lineage, work: Work.id(work), amount })
}
