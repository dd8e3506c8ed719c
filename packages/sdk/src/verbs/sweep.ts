import { royaltyReceiversAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'

/** Moves a token from a work's royalty receiver into its resale bucket. Ether counts as wrapped ether. Anybody may. */
export async function sweep(client: Client, parameters: sweep.Parameters): Promise<sweep.ReturnType> {
  const sent = await send(client, sweepCall(client, parameters), parameters)
  const [swept] = parseEventLogs({ abi: royaltyReceiversAbi, eventName: 'Swept', logs: sent.receipt.logs })
  return { ...sent, credited: swept?.args.amount ?? 0n }
}

export declare namespace sweep {
  type Parameters = {
    /** Id of the work. */
    readonly work: Hex
    /** Wrapped ether by default. */
    readonly token?: Address | undefined
  } & Once
  /** Unit: token-wei. */
  type ReturnType = Sent & { readonly credited: bigint }
}

/** The call, for any key to submit. */
export function sweepCall(client: Client, { work, token = client.deployment.wrappedEther }: sweep.Parameters): Call {
  const data = encodeFunctionData({ abi: royaltyReceiversAbi, functionName: 'sweep', args: [work, token] })
  return { to: client.deployment.royaltyReceivers, data, verb: 'sweep' }
}
