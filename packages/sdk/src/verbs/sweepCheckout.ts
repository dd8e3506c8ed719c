import { checkoutsAbi, Offer } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs, zeroHash } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Starts the day after which money that nobody asked for may be swept from a checkout. Anybody may. */
export async function noteCheckout(
  client: Client,
  parameters: sweepCheckout.Parameters,
): Promise<noteCheckout.ReturnType> {
  const { offer, resource = zeroHash, token = offer.token } = parameters
  const args = [Offer.id(offer), resource, token] as const
  const data = encodeFunctionData({ abi: checkoutsAbi, functionName: 'note', args })
  const sent = await send(client, { to: client.deployment.checkouts, data, verb: 'noteCheckout' }, parameters)
  const [noted] = parseEventLogs({ abi: checkoutsAbi, eventName: 'Noted', logs: sent.receipt.logs })
  return { ...sent, amount: noted?.args.amount ?? 0n, sweepAt: noted?.args.sweepAt ?? 0n }
}

export declare namespace noteCheckout {
  type ReturnType = Sent & { readonly amount: bigint; readonly sweepAt: bigint }
}

/** Pays what was noted a day ago and is still there into the work's sales. Anybody may. */
export async function sweepCheckout(
  client: Client,
  parameters: sweepCheckout.Parameters,
): Promise<sweepCheckout.ReturnType> {
  const { offer, resource = zeroHash, token = offer.token } = parameters
  const data = encodeFunctionData({ abi: checkoutsAbi, functionName: 'sweep', args: [offer, resource, token] })
  const sent = await send(client, { to: client.deployment.checkouts, data, verb: 'sweepCheckout' }, parameters)
  const [swept] = parseEventLogs({ abi: checkoutsAbi, eventName: 'Swept', logs: sent.receipt.logs })
  return { ...sent, credited: swept?.args.amount ?? 0n }
}

export declare namespace sweepCheckout {
  type Parameters = {
    readonly offer: Offer.Offer
    readonly resource?: Hex | undefined
    /** The offer's token by default. */
    readonly token?: Address | undefined
  } & Once
  /** Unit: token-wei. */
  type ReturnType = Sent & { readonly credited: bigint }
}
