import { type License, licensesAbi, Work } from '@tributary/protocol'
import { encodeFunctionData, parseEventLogs } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import type { Once, Sent } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import type { SignedOffer } from './signOffer.ts'
import { spend } from './spend.ts'

/** Extends a license by the offer's duration; the offer must still be open. Anybody may pay. */
export async function renew(client: Client, parameters: renew.Parameters): Promise<renew.ReturnType> {
  const { offer, signature, license, maxPrice = offer.price, key } = parameters
  const lineage = await assertPayable(storeOf(client, 'renew'), [offer.work])
  const { licenses } = client.deployment
  const work = Work.toAbi(lineage.works.get(offer.work)!)
  const args = [offer, signature, work, license, maxPrice] as const
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'renew', args })
  const cost = { token: offer.token, amount: maxPrice }
  const sent = await spend(client, { to: licenses, data, verb: 'renew' }, [cost], { key })
  const [renewed] = parseEventLogs({ abi: licensesAbi, eventName: 'Renewed', logs: sent.receipt.logs })
  return { ...sent, price: renewed?.args.price ?? 0n, expiry: BigInt(renewed?.args.expiry ?? 0n) }
}

export declare namespace renew {
  type Parameters = Pick<SignedOffer, 'offer' | 'signature'> & {
    readonly license: License.License
    /** The most to pay, in token-wei; the offer's price by default. */
    readonly maxPrice?: bigint | undefined
  } & Once
  type ReturnType = Sent & { readonly price: bigint; readonly expiry: bigint }
}
