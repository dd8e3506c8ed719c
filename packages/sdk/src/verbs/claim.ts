import { ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, parseEventLogs, zeroAddress } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'
import * as Source from './Source.ts'

/**
 * Pays the account of a flow. Anybody may send it, so a payee without ether is paid by any relayer; only the payee
 * itself may name another recipient.
 */
export async function claim(client: Client, parameters: claim.Parameters): Promise<claim.ReturnType> {
  const sent = await send(client, claimCall(client, parameters), parameters)
  const [claimed] = parseEventLogs({ abi: ledgerAbi, eventName: 'Claimed', logs: sent.receipt.logs })
  return { ...sent, amount: claimed?.args.amount ?? 0n }
}

export declare namespace claim {
  type Parameters = Source.Source & {
    /** Index of the flow, which leads to an account. */
    readonly flow: number
    /** Another recipient than the payee. */
    readonly to?: Address | undefined
  } & Once
  /** Unit: token-wei. */
  type ReturnType = Sent & { readonly amount: bigint }
}

/** The call, for any key to submit. */
export function claimCall(client: Client, parameters: claim.Parameters): Call {
  const { flow, token, to = zeroAddress } = parameters
  const { work, bucket } = Source.toAbi(parameters)
  const args = [work, bucket, BigInt(flow), token, to] as const
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'claim', args })
  return { to: client.deployment.ledger, data, verb: 'claim' }
}
