import { type License, licensesAbi } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Whether a derivative relies on a license. */
export function isLinked(client: Client, { license, derivative }: isLinked.Parameters): Promise<boolean> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'isLinked', args: [license, derivative] } as const
  return explained(client.public.readContract(question), client)
}

export declare namespace isLinked {
  /** `derivative` is a work's id. */
  type Parameters = { readonly license: License.License; readonly derivative: Hex }
}
