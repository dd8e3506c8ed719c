import { Work, worksAbi } from '@tributary/protocol'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import type { Attestation } from './Attestation.ts'

/** Whether a key of the output's model, authorized at the proven time, signed the output. */
export function isAuthentic(client: Client, { output, attestation }: isAuthentic.Parameters): Promise<boolean> {
  const { works: address } = client.deployment
  const args = [Work.toAbi(output), attestation] as const
  return explained(client.public.readContract({ abi: worksAbi, address, functionName: 'isAuthentic', args }), client)
}

export declare namespace isAuthentic {
  type Parameters = { readonly output: Work.Work; readonly attestation: Attestation }
}
