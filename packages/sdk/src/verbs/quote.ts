import { Account, type Bucket, Split, type Work } from '@tributary/protocol'
import type { Hex } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { holderOf } from './holderOf.ts'

/**
 * Who gets what of a payment, all the way up the lineage, by the holders of this moment.
 *
 * @example
 * ```ts
 * import { quote } from '@tributary/sdk'
 *
 * const { payees, lines, dust } = await quote(client, { work: id, amount: 10_000_000n })
 * ```
 */
export async function quote(client: Client, { work, amount, bucket }: quote.Parameters): Promise<Split.Split> {
  const lineage = await assertPayable(storeOf(client, 'quote'), [work])
  const holders = await holdersOf(client, lineage.works)
  return Split.from({ lineage, work, amount, bucket, holders })
}

export declare namespace quote {
  type Parameters = {
    /** Id of the work. */
    readonly work: Hex
    /** Unit: token-wei. */
    readonly amount: bigint
    readonly bucket?: Bucket.Kind | undefined
  }
}

/** The holders of works at home here, as accounts of this chain. */
export async function holdersOf(
  client: Client,
  works: ReadonlyMap<Hex, Work.Work>,
): Promise<ReadonlyMap<Hex, Account.Account>> {
  const held = [...works].map(async ([id, work]) => [id, work, await holderOf(client, { work })] as const)
  const holders = new Map<Hex, Account.Account>()
  for (const [id, work, address] of await Promise.all(held)) {
    if (address === undefined || address === Account.address(work.creator)) continue
    holders.set(id, Account.from({ chainId: client.chainId, address }))
  }
  return holders
}
