import { Work, worksAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Ends the authority of a key from this second on; the client's account is the model's holder. */
export function revoke(client: Client, parameters: revoke.Parameters): Promise<Sent> {
  const args = [Work.toAbi(parameters.model), parameters.key] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'revoke', args })
  return send(client, { to: client.deployment.works, data, verb: 'revoke' }, parameters)
}

export declare namespace revoke {
  type Parameters = { readonly model: Work.Work; readonly key: Address } & Once
}
