import { type License, licensesAbi } from '@tributary/protocol'
import { encodeFunctionData, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Records uses by the owner's voucher, which counts since the start. Anybody may present it. */
export function use(client: Client, parameters: use.Parameters): Promise<Sent> {
  const args = [parameters.license, parameters.used, parameters.signature] as const
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'use', args })
  return send(client, { to: client.deployment.licenses, data, verb: 'use' }, parameters)
}

export declare namespace use {
  type Parameters = { readonly license: License.License; readonly used: number; readonly signature: Hex } & Once
}
