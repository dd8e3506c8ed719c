import { type License, licensesAbi } from '@tributary/protocol'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Revenue declared under a license so far, and the last second for the next report (0 if none is required). */
export async function reportOf(
  client: Client,
  { license }: { readonly license: License.License },
): Promise<reportOf.ReturnType> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'reportOf', args: [license] } as const
  const [total, reportBy] = await explained(client.public.readContract(question), client)
  return { total: BigInt(total), reportBy: BigInt(reportBy) }
}

export declare namespace reportOf {
  /** `total` in token-wei, `reportBy` in seconds since 1970. */
  type ReturnType = { readonly total: bigint; readonly reportBy: bigint }
}
