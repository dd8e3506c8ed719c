import { TypedData, Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'

/** The creator's word that somebody else may mint a work: no gas, no transaction. */
export function signMint(client: Client, { work, to, deadline }: signMint.Parameters): Promise<Hex> {
  const works = { chainId: client.chainId, verifyingContract: client.deployment.works }
  return accountOf(client, 'signMint').signTypedData(TypedData.mint(works, { work: Work.id(work), to, deadline }))
}

export declare namespace signMint {
  type Parameters = { readonly work: Work.Work; readonly to: Address; readonly deadline: bigint }
}
