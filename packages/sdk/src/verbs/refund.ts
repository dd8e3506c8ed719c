import { checkoutsAbi, type Offer, TypedData } from '@tributary/protocol'
import { encodeFunctionData, type Hex, zeroHash } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { checkoutOf } from './checkoutOf.ts'
import type { Instruction } from './deliver.ts'

/** Sends a bare transfer back to its payer, on the gateway's word. Anybody may send it. */
export function refund(client: Client, parameters: refund.Parameters): Promise<Sent> {
  const { offer, resource = zeroHash, payer, nonce, amount, deadline, gatewaySignature } = parameters
  const args = [offer, resource, payer, nonce, amount, deadline, gatewaySignature] as const
  const data = encodeFunctionData({ abi: checkoutsAbi, functionName: 'refund', args })
  return send(client, { to: client.deployment.checkouts, data, verb: 'refund' }, parameters)
}

export declare namespace refund {
  type Parameters = Instruction & {
    readonly offer: Offer.Offer
    readonly resource?: Hex | undefined
    /** What the payer had sent, in token-wei. */
    readonly amount: bigint
    readonly gatewaySignature: Hex
  } & Once
}

/** The gateway's word that a payer's bare transfer goes back; the client's account is the offer's gateway. */
export async function signRefund(client: Client, parameters: signRefund.Parameters): Promise<Hex> {
  const { payer, nonce, deadline, amount } = parameters
  const checkout = await checkoutOf(client, parameters)
  const checkouts = { chainId: client.chainId, verifyingContract: client.deployment.checkouts }
  const message = { checkout, payer, nonce, amount, deadline }
  return accountOf(client, 'signRefund').signTypedData(TypedData.refund(checkouts, message))
}

export declare namespace signRefund {
  type Parameters = Instruction & checkoutOf.Parameters & { readonly amount: bigint }
}
