import { licensesAbi, Rights } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Until when a right in a work is sold exclusively; 0 if never, 2^48 - 1 if for ever. */
export async function exclusiveUntil(client: Client, { work, right }: exclusiveUntil.Parameters): Promise<bigint> {
  const { licenses: address } = client.deployment
  const question = {
    abi: licensesAbi,
    address,
    functionName: 'exclusiveUntil',
    args: [work, Rights.bits[right]],
  } as const
  return BigInt(await explained(client.public.readContract(question), client))
}

export declare namespace exclusiveUntil {
  type Parameters = { readonly work: Hex; readonly right: Rights.Right }
}
