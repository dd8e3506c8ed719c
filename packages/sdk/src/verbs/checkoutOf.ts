import { checkoutsAbi } from '@tributary/protocol'
import { type Address, type Hex, zeroHash } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** The address of a checkout, whether or not code is there yet: whoever pays it has named what is bought. */
export function checkoutOf(client: Client, { offer, resource = zeroHash }: checkoutOf.Parameters): Promise<Address> {
  const { checkouts: address } = client.deployment
  const question = { abi: checkoutsAbi, address, functionName: 'checkoutOf', args: [offer, resource] } as const
  return explained(client.public.readContract(question), client)
}

export declare namespace checkoutOf {
  type Parameters = {
    /** Id of the offer. */
    readonly offer: Hex
    /** What is bought under it, as the seller names it. */
    readonly resource?: Hex | undefined
  }
}
