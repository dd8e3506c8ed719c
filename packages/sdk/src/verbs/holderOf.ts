import { Account, Work, worksAbi } from '@tributary/protocol'
import { type Address, zeroAddress } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Who holds a work: its owner, or its creator while it is not minted; undefined where the work is not at home. */
export async function holderOf(client: Client, { work }: { readonly work: Work.Work }): Promise<Address | undefined> {
  if (Account.chainId(work.home) !== BigInt(client.chainId)) return undefined
  const address = Account.address(work.home)
  const question = { abi: worksAbi, address, functionName: 'holderOf', args: [Work.toAbi(work)] } as const
  const holder = await explained(client.public.readContract(question), client)
  return holder === zeroAddress ? undefined : holder
}
