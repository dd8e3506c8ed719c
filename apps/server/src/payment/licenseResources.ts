import { Rights } from '@tributary/protocol'
import type { SignedOffer } from '@tributary/sdk'
import { type Hex, zeroHash } from 'viem'
import { notFound, RefusedError } from '../api/problems.ts'
import { nameOf, offerOf } from '../plans/catalogOf.ts'
import { licenseInWords } from '../plans/planBuy.ts'
import type { Door } from './Door.ts'
import { storedFileOf } from './fileOf.ts'
import { generating } from './generation/channel.ts'
import { openOffer, openOffers } from './openOffers.ts'
import { addressOf, type Resource } from './Resource.ts'

/** What is bought under one offer: none when it cannot be bought any more, or sells drawings. */
export async function resourcesOfOffer(door: Door, id: Hex): Promise<Resource[]> {
  const known = await offerOf(door.services, id)
  if (sellsDrawings(known.offer)) return []
  const signed = await openOffer(door, id)
  return signed === undefined ? [] : [await licenseOf(door, known)]
}

/** What can be bought of a work with a right, the cheapest first. */
export async function resourcesOfWork(door: Door, work: Hex, right: Rights.Right): Promise<Resource[]> {
  if ((await door.services.store.entry(work)) === undefined) throw notFound('work', work)
  const offers = await openOffers(door, { work, rights: Rights.from([right]), fits: (offer) => !sellsDrawings(offer) })
  return Promise.all(offers.map((signed) => licenseOf(door, signed)))
}

/** Offers of single drawings are sold with a recipe, see `generation`: they must not sell the model's file. */
function sellsDrawings({ channel }: SignedOffer['offer']): boolean {
  return channel === generating
}

async function licenseOf(door: Door, signed: SignedOffer): Promise<Resource> {
  const file = await storedFileOf(door.services, signed.offer.work)
  if (file === undefined) throw noFile(signed.offer.work)
  return {
    signed,
    resource: zeroHash,
    checkout: await addressOf(door, signed.id, zeroHash),
    description: licenseInWords(signed.offer, await nameOf(door.services, signed.offer.work)),
    mediaType: file.mediaType,
  }
}

function noFile(work: Hex): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'Nothing to deliver',
    detail: `This studio does not hold the file of ${work}.`,
    hint: 'Buy the license with a transaction instead: POST /v1/plans/buy.',
  })
}
