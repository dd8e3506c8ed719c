import { licensesAbi } from '@tributary/protocol'
import type { Address } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** The counter that a signer's offers must name; `cancelAll` raises it. */
export function counterOf(client: Client, { signer }: { readonly signer: Address }): Promise<bigint> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'counterOf', args: [signer] } as const
  return explained(client.public.readContract(question), client)
}
