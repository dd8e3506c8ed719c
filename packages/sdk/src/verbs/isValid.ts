import { type License, licensesAbi, Rights } from '@tributary/protocol'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Whether a license grants a right now, as gateways ask. */
export function isValid(client: Client, { license, right }: isValid.Parameters): Promise<boolean> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'isValid', args: [license, Rights.bits[right]] } as const
  return explained(client.public.readContract(question), client)
}

export declare namespace isValid {
  type Parameters = { readonly license: License.License; readonly right: Rights.Right }
}
