import { Offer } from '@tributary/protocol'
import { type SignedOffer, workOf } from '@tributary/sdk'
import { type Hex, isHex } from 'viem'
import { notFound } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'

/** What a work is called here; the beginning of its id where it has no name. */
export async function nameOf({ pool }: Pick<Services, 'pool'>, work: Hex): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM studio.catalog WHERE work = $1', [work])
  return rows[0]?.name ?? `${work.slice(0, 10)}…`
}

/** The signed offer of an id, or undefined when this studio never saw its signature. */
export async function findOffer({ pool }: Pick<Services, 'pool'>, id: string): Promise<SignedOffer | undefined> {
  const { rows } = await pool.query<OfferRow>('SELECT offer, signature FROM studio.offer WHERE id = $1', [id])
  return rows[0] && signedOf(rows[0])
}

/** The same; throws when it is not known. */
export async function offerOf(services: Pick<Services, 'pool'>, id: string): Promise<SignedOffer> {
  const found = await findOffer(services, id)
  if (found === undefined) throw notFound('offer', id)
  return found
}

/** A row of `studio.offer`. */
export type OfferRow = { readonly offer: unknown; readonly signature: string }

/** The offer of a row. */
export function signedOf({ offer, signature }: OfferRow): SignedOffer {
  const parsed = Offer.parse(offer)
  return { offer: parsed, id: Offer.id(parsed), signature: isHex(signature) ? signature : '0x' }
}

/** The terms of a work; throws when the store does not hold it. */
export async function termsOf(
  { store }: Pick<Services, 'store'>,
  id: Hex,
): Promise<NonNullable<Awaited<ReturnType<typeof workOf>>>> {
  const work = await workOf(store, id)
  if (work === undefined) throw notFound('work', id)
  return work
}
