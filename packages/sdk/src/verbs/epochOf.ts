import { worksAbi } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** How often a work was transferred since it was minted; an offer is good in the epoch it names only. */
export function epochOf(client: Client, { work }: { readonly work: Hex }): Promise<bigint> {
  const { works: address } = client.deployment
  return explained(
    client.public.readContract({ abi: worksAbi, address, functionName: 'epochOf', args: [work] }),
    client,
  )
}
