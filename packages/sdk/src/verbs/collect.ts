import { ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, parseEventLogs, zeroAddress } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'
import * as Source from './Source.ts'

/** Pays the residual of a work: of sales to its holder, of resale royalties to its creator. Anybody may send it. */
export async function collect(client: Client, parameters: collect.Parameters): Promise<collect.ReturnType> {
  const sent = await send(client, collectCall(client, parameters), parameters)
  const [collected] = parseEventLogs({ abi: ledgerAbi, eventName: 'Collected', logs: sent.receipt.logs })
  return { ...sent, amount: collected?.args.amount ?? 0n }
}

export declare namespace collect {
  type Parameters = Source.Source & {
    /** Another recipient than the holder. */
    readonly to?: Address | undefined
  } & Once
  /** Unit: token-wei. */
  type ReturnType = Sent & { readonly amount: bigint }
}

/** The call, for any key to submit. */
export function collectCall(client: Client, parameters: collect.Parameters): Call {
  const { token, to = zeroAddress } = parameters
  const { work, bucket } = Source.toAbi(parameters)
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'collect', args: [work, bucket, token, to] })
  return { to: client.deployment.ledger, data, verb: 'collect' }
}
