import { checkoutsAbi, TypedData, Work } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, zeroHash } from 'viem'
import { accountOf, type Client, storeOf } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { type Bought, boughtIn } from './buy.ts'
import { checkoutOf } from './checkoutOf.ts'
import type { SignedOffer } from './signOffer.ts'

/** Gives the license for a bare transfer that somebody else submitted, on the gateway's word. Anybody may send it. */
export async function deliver(client: Client, parameters: deliver.Parameters): Promise<Sent & Bought> {
  const { offer, signature, resource = zeroHash, payer, nonce, deadline, gatewaySignature } = parameters
  const lineage = await assertPayable(storeOf(client, 'deliver'), [offer.work])
  const work = Work.toAbi(lineage.works.get(offer.work)!)
  const args = [offer, signature, work, resource, payer, nonce, deadline, gatewaySignature] as const
  const data = encodeFunctionData({ abi: checkoutsAbi, functionName: 'deliver', args })
  const sent = await send(client, { to: client.deployment.checkouts, data, verb: 'deliver' }, parameters)
  return { ...sent, ...boughtIn(sent) }
}

export declare namespace deliver {
  type Parameters = Pick<SignedOffer, 'offer' | 'signature'> &
    Instruction & { readonly resource?: Hex | undefined; readonly gatewaySignature: Hex } & Once
}

/** A bare transfer, and until when the gateway's word on it counts. */
export type Instruction = { readonly payer: Address; readonly nonce: Hex; readonly deadline: bigint }

/** The gateway's word that a payer's bare transfer arrived; the client's account is the offer's gateway. */
export async function signDeliver(client: Client, parameters: signDeliver.Parameters): Promise<Hex> {
  const { payer, nonce, deadline } = parameters
  const checkout = await checkoutOf(client, parameters)
  const checkouts = { chainId: client.chainId, verifyingContract: client.deployment.checkouts }
  const message = { checkout, payer, nonce, deadline }
  return accountOf(client, 'signDeliver').signTypedData(TypedData.deliver(checkouts, message))
}

export declare namespace signDeliver {
  type Parameters = Instruction & checkoutOf.Parameters
}
