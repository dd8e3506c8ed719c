import { type License, licensesAbi } from '@tributary/protocol'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Uses that were taken of a license by vouchers and by links. */
export async function usesOf(
  client: Client,
  { license }: { readonly license: License.License },
): Promise<usesOf.ReturnType> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'usesOf', args: [license] } as const
  const [used, links] = await explained(client.public.readContract(question), client)
  return { used: Number(used), links: Number(links) }
}

export declare namespace usesOf {
  type ReturnType = { readonly used: number; readonly links: number }
}
