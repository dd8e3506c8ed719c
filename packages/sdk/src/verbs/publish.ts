import { Work, worksAbi } from '@tributary/protocol'
import { encodeFunctionData, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'

/**
 * Shows the terms of works in events, so that anybody can find them. Anybody may, for works of any home.
 *
 * @example
 * ```ts
 * import { publish } from '@tributary/sdk'
 *
 * const { ids, gas } = await publish(client, { works: [work] })
 * ```
 */
export async function publish(client: Client, parameters: publish.Parameters): Promise<publish.ReturnType> {
  const ids = parameters.works.map((work) => Work.id(work))
  return { ...(await send(client, publishCall(client, parameters), parameters)), ids }
}

export declare namespace publish {
  type Parameters = { readonly works: readonly Work.Work[] } & Once
  type ReturnType = Sent & { readonly ids: readonly Hex[] }
}

/** The call that publishes works, for any key to submit. */
export function publishCall(client: Client, { works }: { readonly works: readonly Work.Work[] }): Call {
  for (const work of works) Work.validate(work)
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'publish', args: [works.map(Work.toAbi)] })
  return { to: client.deployment.works, data, verb: 'publish' }
}
