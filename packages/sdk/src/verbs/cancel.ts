import { licensesAbi } from '@tributary/protocol'
import { encodeFunctionData, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Withdraws one offer of the client's account. */
export function cancel(client: Client, parameters: cancel.Parameters): Promise<Sent> {
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'cancel', args: [parameters.offer] })
  return send(client, { to: client.deployment.licenses, data, verb: 'cancel' }, parameters)
}

export declare namespace cancel {
  /** `offer` is the offer's id. */
  type Parameters = { readonly offer: Hex } & Once
}
