import { licensesAbi } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** How many licenses of an offer were sold. */
export function soldOf(client: Client, { offer }: { readonly offer: Hex }): Promise<bigint> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'soldOf', args: [offer] } as const
  return explained(client.public.readContract(question), client)
}
