import { Offer } from '@tributary/protocol'
import type { SignedOffer } from '@tributary/sdk'
import type { Address } from 'viem'
import type { Services } from '../api/Services.ts'

/** Keeps an offer that `holder` signed. Returns whether it is new. */
export async function keepOffer(
  { pool, clock }: Pick<Services, 'pool' | 'clock'>,
  { id, offer, signature }: SignedOffer,
  holder: Address,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `INSERT INTO studio.offer
       (id, work, holder, offer, signature, token, price, rights, supply, epoch, counter, valid_until, created)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING`,
    [
      id,
      offer.work,
      holder.toLowerCase(),
      JSON.stringify(Offer.toJson(offer)),
      signature,
      offer.token.toLowerCase(),
      `${offer.price}`,
      offer.rights,
      offer.supply,
      `${offer.epoch}`,
      `${offer.counter}`,
      `${offer.validUntil}`,
      clock(),
    ],
  )
  return rowCount === 1
}
