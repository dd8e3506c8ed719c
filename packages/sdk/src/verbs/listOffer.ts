import { licensesAbi, Work } from '@tributary/protocol'
import { encodeFunctionData } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import type { SignedOffer } from './signOffer.ts'

/** Keeps an offer's price on chain, so that wallets can renew its licenses through ERC-5643. Anybody may. */
export async function listOffer(client: Client, parameters: listOffer.Parameters): Promise<Sent> {
  const { offer, signature } = parameters
  const lineage = await assertPayable(storeOf(client, 'listOffer'), [offer.work])
  const args = [offer, signature, Work.toAbi(lineage.works.get(offer.work)!)] as const
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'list', args })
  return send(client, { to: client.deployment.licenses, data, verb: 'listOffer' }, parameters)
}

export declare namespace listOffer {
  type Parameters = Pick<SignedOffer, 'offer' | 'signature'> & Once
}
