import { BaseError, Offer, TypedData } from '@tributary/protocol'
import { type Address, type Hex, isAddressEqual } from 'viem'
import { accountOf, type Client, storeOf } from '../client/Client.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { counterOf } from './counterOf.ts'
import { epochOf } from './epochOf.ts'
import { holderOf } from './holderOf.ts'

/** An offer as its holder signed it: all that a buyer needs beside the work's preimage. */
export type SignedOffer = { readonly offer: Offer.Offer; readonly id: Hex; readonly signature: Hex }

/**
 * Signs an offer to sell licenses, without gas. Epoch and counter are read from the chain unless they are given.
 *
 * Refuses while the preimage of anything upstream is missing, and when the account does not hold the work.
 */
export async function signOffer(client: Client, fields: Offer.from.Fields): Promise<SignedOffer> {
  const account = accountOf(client, 'signOffer')
  const lineage = await assertPayable(storeOf(client, 'signOffer'), [fields.work])
  const holder = await holderOf(client, { work: lineage.works.get(fields.work)! })
  if (holder === undefined || !isAddressEqual(holder, account.address)) {
    throw new NotHolderError({ work: fields.work, signer: account.address, holder })
  }
  const epoch = fields.epoch ?? (await epochOf(client, { work: fields.work }))
  const counter = fields.counter ?? (await counterOf(client, { signer: account.address }))
  const offer = Offer.from({ ...fields, epoch, counter })
  const licenses = { chainId: client.chainId, verifyingContract: client.deployment.licenses }
  return { offer, id: Offer.id(offer), signature: await account.signTypedData(TypedData.offer(licenses, offer)) }
}

/** Only the holder sells licenses of a work. */
export class NotHolderError extends BaseError {
  override readonly name = 'signOffer.NotHolderError'
  readonly retry = false
  constructor({ work, signer, holder }: { work: Hex; signer: Address; holder: Address | undefined }) {
    super(`${signer} does not hold the work ${work}; ${holder ?? 'nobody here'} does.`, {
      hint: 'Sign with the key of the holder, on the chain of the home.',
    })
  }
}
