import { licensesAbi, type Offer, worksAbi } from '@tributary/protocol'
import { explained, type SignedOffer } from '@tributary/sdk'
import { type Address, type Hex, isAddressEqual, zeroAddress } from 'viem'
import { type OfferRow, signedOf } from '../plans/catalogOf.ts'
import type { Door } from './Door.ts'

/** Of a work with very many offers, the cheapest are looked at. */
const mostLookedAt = 20

/** The offers of a work that anybody can pay now and that fit, the cheapest first. The chain has the last word on each. */
export async function openOffers(
  door: Door,
  { work, rights, fits = () => true }: { work: Hex; rights: number; fits?: (offer: Offer.Offer) => boolean },
): Promise<SignedOffer[]> {
  const { pool, clock } = door.services
  const { rows } = await pool.query<OfferRow & { holder: Address }>(
    `SELECT offer, signature, holder FROM studio.offer
     WHERE work = $1 AND rights & $2 = $2 AND valid_until > $3 ORDER BY price, id LIMIT 200`,
    [work, rights, clock()],
  )
  const fitting = rows.map((row) => ({ signed: signedOf(row), holder: row.holder }))
  const candidates = fitting.filter(({ signed }) => isSoldHere(door, signed.offer) && fits(signed.offer))
  const looked = candidates.slice(0, mostLookedAt)
  const open = await Promise.all(looked.map(({ signed, holder }) => isOpen(door, signed, holder)))
  return looked.flatMap(({ signed }, index) => (open[index] ? [signed] : []))
}

/**
 * A checkout has one price and anybody may pay it. Whoever sees an authorization may submit it bare before the studio
 * settles it; only an offer that names the studio's gateway can be answered then.
 */
function isSoldHere({ gateway }: Door, { feed, buyer, price, gateway: named }: Offer.Offer): boolean {
  return feed === zeroAddress && buyer === zeroAddress && price > 0n && isAddressEqual(named, gateway.address)
}

/** Whether the chain would sell under an offer now, as far as that does not depend on the payer. */
async function isOpen({ relayer }: Door, { offer, id }: SignedOffer, holder: Address): Promise<boolean> {
  const licenses = { abi: licensesAbi, address: relayer.deployment.licenses } as const
  const works = { abi: worksAbi, address: relayer.deployment.works } as const
  const chain = relayer.public
  const [sold, counter, isCancelled, epoch] = await explained(
    Promise.all([
      chain.readContract({ ...licenses, functionName: 'soldOf', args: [id] }),
      chain.readContract({ ...licenses, functionName: 'counterOf', args: [holder] }),
      chain.readContract({ ...licenses, functionName: 'isCancelled', args: [holder, id] }),
      chain.readContract({ ...works, functionName: 'epochOf', args: [offer.work] }),
    ]),
    relayer,
  )
  return sold < BigInt(offer.supply) && counter === offer.counter && !isCancelled && epoch === offer.epoch
}

/** The offer of an id if anybody can pay it now. */
export async function openOffer(door: Door, id: Hex): Promise<SignedOffer | undefined> {
  const { rows } = await door.services.pool.query<OfferRow & { holder: Address }>(
    'SELECT offer, signature, holder FROM studio.offer WHERE id = $1 AND valid_until > $2',
    [id, door.services.clock()],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const signed = signedOf(row)
  return isSoldHere(door, signed.offer) && (await isOpen(door, signed, row.holder)) ? signed : undefined
}
