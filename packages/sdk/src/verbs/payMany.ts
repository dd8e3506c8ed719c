import { Bucket, ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import type { Once, Sent } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { type Cost, spend } from './spend.ts'

/** Pays many works in one transaction, by allowance. Refuses while any preimage upstream of any of them is missing. */
export async function payMany(client: Client, parameters: payMany.Parameters): Promise<payMany.ReturnType> {
  const { payments, key } = parameters
  await assertPayable(
    storeOf(client, 'payMany'),
    payments.map(({ work }) => work),
  )
  const { ledger: to } = client.deployment
  const args = payments.map(({ work, bucket = 'sales', token, amount }) => ({
    bucket: Bucket.of(work, bucket),
    token,
    amount,
  }))
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'payMany', args: [args] })
  const sent = await spend(client, { to, data, verb: 'payMany' }, costsOf(payments), { key })
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

function costsOf(payments: readonly payMany.Payment[]): Cost[] {
  const sums = new Map<Address, bigint>()
  for (const { token, amount } of payments) sums.set(token, (sums.get(token) ?? 0n) + amount)
  return [...sums].map(([token, amount]) => ({ token, amount }))
}
