import { licensesAbi, Work } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** A hash that changes with anything a buyer, lender or locker of a work relies on: holder, epoch, keys, rights, arbiter. */
export function stateOf(client: Client, { work }: { readonly work: Work.Work }): Promise<Hex> {
  const { licenses: address } = client.deployment
  const question = { abi: licensesAbi, address, functionName: 'stateOf', args: [Work.toAbi(work)] } as const
  return explained(client.public.readContract(question), client)
}
