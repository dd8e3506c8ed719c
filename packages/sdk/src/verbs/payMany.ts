import { Bucket, ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { approve } from './approve.ts'

/** Pays many works in one transaction, by allowance. Refuses while any preimage upstream of any of them is missing. */
export async function payMany(client: Client, parameters: payMany.Parameters): Promise<payMany.ReturnType> {
  const { payments, key } = parameters
  await assertPayable(
    storeOf(client, 'payMany'),
    payments.map(({ work }) => work),
  )
  const { ledger: to } = client.deployment
  for (const [token, amount] of totals(payments)) {
    await approve(client, { token, spender: to, amount, key: key && `${key}.approve.${token}` })
  }
  const args = payments.map(({ work, bucket = 'sales', token, amount }) => ({
    bucket: Bucket.of(work, bucket),
    token,
    amount,
  }))
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'payMany', args: [args] })
  const sent = await send(client, { to, data, verb: 'payMany' }, { key })
  const paid = parseEventLogs({ abi: ledgerAbi, eventName: 'Paid', logs: sent.receipt.logs })
  return { ...sent, credited: paid.map(({ args }) => args.amount) }
}

export declare namespace payMany {
  type Payment = {
    readonly work: Hex
    readonly bucket?: Bucket.Kind | undefined
    readonly token: Address
    /** Unit: token-wei. */
    readonly amount: bigint
  }
  type Parameters = { readonly payments: readonly Payment[] } & Once
  type ReturnType = Sent & { readonly credited: readonly bigint[] }
}

function totals(payments: readonly payMany.Payment[]): Map<Address, bigint> {
  const sums = new Map<Address, bigint>()
  for (const { token, amount } of payments) sums.set(token, (sums.get(token) ?? 0n) + amount)
  return sums
}
