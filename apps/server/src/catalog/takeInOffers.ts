import { TypedData } from '@tributary/protocol'
import { Offers } from '@tributary/sdk/node'
import { recoverTypedDataAddress } from 'viem'
import type { Services } from '../api/Services.ts'
import { keepOffer } from './keepOffer.ts'

/** Takes in the offers that were signed in the home, by commands above all. */
export async function takeInOffers(services: Services): Promise<void> {
  const { home, client, pool, live } = services
  const signed = Offers.all(home.path)
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM studio.offer WHERE id = ANY ($1)', [
    signed.map(({ id }) => id),
  ])
  const known = new Set(rows.map(({ id }) => id))
  const licenses = { chainId: client.chainId, verifyingContract: client.deployment.licenses }
  for (const offer of signed.filter(({ id }) => !known.has(id))) {
    const holder = await recoverTypedDataAddress({
      ...TypedData.offer(licenses, offer.offer),
      signature: offer.signature,
    })
    if (await keepOffer(services, offer, holder))
      live.publish({ type: 'offer', work: offer.offer.work, offer: offer.id })
  }
}
