import { type License, TypedData } from '@tributary/protocol'
import type { Hex } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'

/** The license owner's word that so many uses were taken since the start: no gas, no transaction. */
export function signVoucher(client: Client, { license, used }: signVoucher.Parameters): Promise<Hex> {
  const licenses = { chainId: client.chainId, verifyingContract: client.deployment.licenses }
  return accountOf(client, 'signVoucher').signTypedData(TypedData.voucher(licenses, { license, used }))
}

export declare namespace signVoucher {
  type Parameters = { readonly license: License.License; readonly used: number }
}
