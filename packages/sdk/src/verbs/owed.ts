import { ledgerAbi } from '@tributary/protocol'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import * as Source from './Source.ts'

/** What a bucket owes now, before money that must first be lifted to it. Of a tree: all its leaves ever earned. */
export async function owed(client: Client, source: Source.Source): Promise<owed.ReturnType> {
  const { work, bucket } = Source.toAbi(source)
  const args = [work, bucket, source.token] as const
  const { ledger: address } = client.deployment
  const question = { abi: ledgerAbi, address, functionName: 'owed', args } as const
  const [flows, residual] = await explained(client.public.readContract(question), client)
  return { flows, residual }
}

export declare namespace owed {
  /** Unit: token-wei. */
  type ReturnType = { readonly flows: readonly bigint[]; readonly residual: bigint }
}
