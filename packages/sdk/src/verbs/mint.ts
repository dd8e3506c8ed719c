import { Work, worksAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import * as Attestation from './Attestation.ts'

/** Mints a work; the client's account is its creator. An output needs the attestation of its model's key. */
export async function mint(client: Client, parameters: mint.Parameters): Promise<mint.ReturnType> {
  const { work, attestation = Attestation.none, to = accountOf(client, 'mint').address } = parameters
  const id = Work.id(work)
  const args = [Work.toAbi(work), attestation, to] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'mint', args })
  return { ...(await send(client, { to: client.deployment.works, data, verb: 'mint' }, parameters)), id }
}

export declare namespace mint {
  type Parameters = {
    readonly work: Work.Work
    readonly attestation?: Attestation.Attestation | undefined
    /** The first owner; the creator by default. */
    readonly to?: Address | undefined
  } & Once
  type ReturnType = Sent & { readonly id: Hex }
}
