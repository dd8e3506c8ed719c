import { Work } from '@tributary/protocol'
import { type Address, encodeFunctionData, erc721Abi, hexToBigInt } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Gives a minted work to a new holder, as a sale does; offers that the old one signed die with it. */
export function transfer(client: Client, parameters: transfer.Parameters): Promise<Sent> {
  const from = accountOf(client, 'transfer').address
  const args = [from, parameters.to, hexToBigInt(Work.id(parameters.work))] as const
  const data = encodeFunctionData({ abi: erc721Abi, functionName: 'transferFrom', args })
  return send(client, { to: client.deployment.works, data, verb: 'transfer' }, parameters)
}

export declare namespace transfer {
  type Parameters = { readonly work: Work.Work; readonly to: Address } & Once
}
