import { type License, licensesAbi, type Offer, Work } from '@tributary/protocol'
import { encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Shows that a derivative relies on a license, which takes one use. By the derivative's creator, who owns the license. */
export function link(client: Client, parameters: link.Parameters): Promise<Sent> {
  const { derivative, flowPath, path = [], offer, license } = parameters
  const args = [Work.toAbi(derivative), [...flowPath], path.map(Work.toAbi), offer, license] as const
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'link', args })
  return send(client, { to: client.deployment.licenses, data, verb: 'link' }, parameters)
}

export declare namespace link {
  type Parameters = {
    readonly derivative: Work.Work
    /** The index of the flow to follow at each step: from the derivative, then from each work of `path`. */
    readonly flowPath: readonly number[]
    /** The works strictly between the derivative and the licensed one. */
    readonly path?: readonly Work.Work[] | undefined
    readonly offer: Offer.Offer
    readonly license: License.License
  } & Once
}
