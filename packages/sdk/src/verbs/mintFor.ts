import { Work, worksAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import * as Attestation from './Attestation.ts'

/** Mints a work for its creator, who signed with `signMint`; any account may send it and pay the gas. */
export async function mintFor(client: Client, parameters: mintFor.Parameters): Promise<mintFor.ReturnType> {
  const { work, attestation = Attestation.none, to, deadline, signature } = parameters
  const id = Work.id(work)
  const args = [Work.toAbi(work), attestation, to, deadline, signature] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'mintFor', args })
  return { ...(await send(client, { to: client.deployment.works, data, verb: 'mintFor' }, parameters)), id }
}

export declare namespace mintFor {
  type Parameters = {
    readonly work: Work.Work
    readonly attestation?: Attestation.Attestation | undefined
    readonly to: Address
    /** Last second in which the signature counts. */
    readonly deadline: bigint
    readonly signature: Hex
  } & Once
  type ReturnType = Sent & { readonly id: Hex }
}
