import { Offer } from '@tributary/protocol'
import { Journal, type SignedOffer, signOffer } from '@tributary/sdk'
import type { Hex } from 'viem'
import type { Actor } from './Stage.ts'

/** Signs an offer once: the offer of a story that is resumed is the one that was signed when it began. */
export async function keepOffer(holder: Actor, name: string, fields: Offer.from.Fields): Promise<SignedOffer> {
  const kept = await Journal.once(holder.journal!, 'story.offer', name, async () => {
    const { offer, signature } = await signOffer(holder, fields)
    return { offer: Offer.toJson(offer), signature }
  })
  const { offer, signature } = kept as { offer: Offer.JsonOffer; signature: Hex }
  const parsed = Offer.parse(offer)
  return { offer: parsed, id: Offer.id(parsed), signature }
}
