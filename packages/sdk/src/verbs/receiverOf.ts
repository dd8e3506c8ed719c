import { royaltyReceiversAbi } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** The address that takes the resale royalties of a work, whether or not code is there yet. */
export function receiverOf(client: Client, { work }: { readonly work: Hex }): Promise<Address> {
  const { royaltyReceivers: address } = client.deployment
  const question = { abi: royaltyReceiversAbi, address, functionName: 'receiverOf', args: [work] } as const
  return explained(client.public.readContract(question), client)
}
