import { worksAbi } from '@tributary/protocol'
import { encodeFunctionData, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { anchoredAt } from './anchoredAt.ts'

/** Keeps the time at which a root was first seen: one transaction dates any number of works. */
export async function anchor(client: Client, parameters: anchor.Parameters): Promise<anchor.ReturnType> {
  const { root } = parameters
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'anchor', args: [root] })
  const sent = await send(client, { to: client.deployment.works, data, verb: 'anchor' }, parameters)
  return { ...sent, root, time: await anchoredAt(client, { root }) }
}

export declare namespace anchor {
  type Parameters = { readonly root: Hex } & Once
  /** `time` is that of the first anchor of this root, in seconds, which may be an earlier one. */
  type ReturnType = Sent & { readonly root: Hex; readonly time: bigint }
}
