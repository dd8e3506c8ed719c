import { checkoutsAbi, Work } from '@tributary/protocol'
import { encodeFunctionData, type Hex, zeroHash } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { type Bought, boughtIn } from './buy.ts'
import type { SignedOffer } from './signOffer.ts'
import type { Authorization } from './signTransfer.ts'

/** Moves an authorized payment, pays the ledger and gives the license to the payer, in one transaction. Anybody may. */
export async function settleCheckout(client: Client, parameters: settleCheckout.Parameters): Promise<Sent & Bought> {
  const { offer, signature, resource = zeroHash, authorization } = parameters
  const lineage = await assertPayable(storeOf(client, 'settleCheckout'), [offer.work])
  const work = Work.toAbi(lineage.works.get(offer.work)!)
  const args = [offer, signature, work, resource, authorization] as const
  const data = encodeFunctionData({ abi: checkoutsAbi, functionName: 'settle', args })
  const sent = await send(client, { to: client.deployment.checkouts, data, verb: 'settleCheckout' }, parameters)
  return { ...sent, ...boughtIn(sent) }
}

export declare namespace settleCheckout {
  type Parameters = Pick<SignedOffer, 'offer' | 'signature'> & {
    /** What is bought under the offer, as the seller names it. */
    readonly resource?: Hex | undefined
    /** As `signTransfer` makes it, towards the address of `checkoutOf`. */
    readonly authorization: Authorization
  } & Once
}
