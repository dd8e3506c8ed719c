import { worksAbi } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** When a root was first seen, in seconds; 0 if never. */
export function anchoredAt(client: Client, { root }: { readonly root: Hex }): Promise<bigint> {
  const { works: address } = client.deployment
  return explained(
    client.public.readContract({ abi: worksAbi, address, functionName: 'anchoredAt', args: [root] }),
    client,
  )
}
