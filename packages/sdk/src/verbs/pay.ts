import { Bucket, ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import type { Once, Sent } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { spend } from './spend.ts'

/**
 * Pays a work, by allowance. Approves exactly what is missing, if anything.
 *
 * Refuses while the preimage of anything upstream is missing from the store: that money nobody could claim.
 *
 * @example
 * ```ts
 * import { pay } from '@tributary/sdk'
 *
 * const { credited, gas } = await pay(client, { work: id, token: dollar, amount: 10_000_000n })
 * ```
 */
export async function pay(client: Client, parameters: pay.Parameters): Promise<pay.ReturnType> {
  const { work, bucket: kind = 'sales', token, amount, key } = parameters
  await assertPayable(storeOf(client, 'pay'), [work])
  const { ledger: to } = client.deployment
  const bucket = Bucket.of(work, kind)
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'pay', args: [bucket, token, amount] })
  const sent = await spend(client, { to, data, verb: 'pay' }, [{ token, amount }], { key })
  const [paid] = parseEventLogs({ abi: ledgerAbi, eventName: 'Paid', logs: sent.receipt.logs })
  return { ...sent, bucket, credited: paid?.args.amount ?? 0n }
}

export declare namespace pay {
  type Parameters = {
    /** Id of the work. */
    readonly work: Hex
    readonly bucket?: Bucket.Kind | undefined
    readonly token: Address
    /** Unit: token-wei. */
    readonly amount: bigint
  } & Once
  /** `credited` is what arrived, which is less than `amount` for tokens that take a fee. */
  type ReturnType = Sent & { readonly bucket: Hex; readonly credited: bigint }
}
