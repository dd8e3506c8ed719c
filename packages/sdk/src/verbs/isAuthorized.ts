import { worksAbi } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Whether a key speaks for a model at a time; now, by the chain's clock, when none is given. */
export async function isAuthorized(client: Client, parameters: isAuthorized.Parameters): Promise<boolean> {
  const { model, key } = parameters
  const { works: address } = client.deployment
  const time = parameters.time ?? (await explained(client.public.getBlock(), client)).timestamp
  const args = [model, key, time] as const
  return explained(client.public.readContract({ abi: worksAbi, address, functionName: 'isAuthorized', args }), client)
}

export declare namespace isAuthorized {
  type Parameters = { readonly model: Hex; readonly key: Address; readonly time?: bigint | undefined }
}
