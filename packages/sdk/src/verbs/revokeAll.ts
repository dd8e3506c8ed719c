import { Work, worksAbi } from '@tributary/protocol'
import { encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Ends the authority of every key of a model from this second on, as before a sale. */
export function revokeAll(client: Client, parameters: revokeAll.Parameters): Promise<Sent> {
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'revokeAll', args: [Work.toAbi(parameters.model)] })
  return send(client, { to: client.deployment.works, data, verb: 'revokeAll' }, parameters)
}

export declare namespace revokeAll {
  type Parameters = { readonly model: Work.Work } & Once
}
