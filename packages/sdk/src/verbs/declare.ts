import { Amount, type License, licensesAbi, type Offer } from '@tributary/protocol'
import { encodeFunctionData, parseEventLogs } from 'viem'
import type { Client } from '../client/Client.ts'
import type { Once, Sent } from '../client/send.ts'
import { spend } from './spend.ts'

/** Declares the revenue earned under a license since its start, and pays what is due on the growth. */
export async function declare(client: Client, parameters: declare.Parameters): Promise<declare.ReturnType> {
  const { offer, license, total, key } = parameters
  const { licenses } = client.deployment
  // What was declared before is paid already: never more than this is asked for.
  const most = Amount.revenueDueUp(total, offer.revenueShare)
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'declare', args: [offer, license, total] })
  const cost = { token: offer.token, amount: most }
  const sent = await spend(client, { to: licenses, data, verb: 'declare' }, [cost], { key })
  const [declared] = parseEventLogs({ abi: licensesAbi, eventName: 'Declared', logs: sent.receipt.logs })
  return { ...sent, due: declared?.args.due ?? 0n }
}

export declare namespace declare {
  type Parameters = {
    readonly offer: Offer.Offer
    readonly license: License.License
    /** Revenue since the start, in token-wei of the offer's token. */
    readonly total: bigint
  } & Once
  /** `due` is what was paid, in token-wei. */
  type ReturnType = Sent & { readonly due: bigint }
}
