import { licensesAbi } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Whether a signer withdrew an offer. */
export function isCancelled(client: Client, { signer, offer }: isCancelled.Parameters): Promise<boolean> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'isCancelled', args: [signer, offer] } as const
  return explained(client.public.readContract(question), client)
}

export declare namespace isCancelled {
  /** `offer` is the offer's id. */
  type Parameters = { readonly signer: Address; readonly offer: Hex }
}
