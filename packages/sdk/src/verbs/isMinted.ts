import { Work } from '@tributary/protocol'
import { erc721Abi, hexToBigInt } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { isReverted } from '../client/Reverted.ts'

/** Whether a work has an owner's token at this chain's Works contract. */
export async function isMinted(client: Client, { work }: { readonly work: Work.Work }): Promise<boolean> {
  const { works: address } = client.deployment
  const args = [hexToBigInt(Work.id(work))] as const
  const question = { abi: erc721Abi, address, functionName: 'ownerOf', args } as const
  try {
    await explained(client.public.readContract(question), client)
    return true
  } catch (error) {
    if (isReverted(error, 'TokenDoesNotExist')) return false
    throw error
  }
}
