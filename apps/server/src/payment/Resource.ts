import type { Recipe } from '@tributary/engine'
import { checkoutOf, type SignedOffer } from '@tributary/sdk'
import type { Address, Hex } from 'viem'
import type { Door } from './Door.ts'

/** What can be bought at an address: a license, and a drawing where one is sold with it. */
export type Resource = {
  readonly signed: SignedOffer
  /** What is bought under the offer, as its checkout names it: 0 where the offer says it all. */
  readonly resource: Hex
  readonly drawing?: Drawing | undefined
  /** The address that a payment must go to. */
  readonly checkout: Address
  /** In a sentence, for whoever is about to pay. */
  readonly description: string
  readonly mediaType: string
}

/** A picture that a model draws for its payer. */
export type Drawing = { readonly model: Hex; readonly recipe: Recipe.Recipe }

/** Addresses follow from offer and resource, so that one that was asked for once need not be asked for again. */
const addresses = new Map<string, Address>()
const mostAddresses = 10_000

/** The address of a checkout. */
export async function addressOf({ relayer }: Door, offer: Hex, resource: Hex): Promise<Address> {
  const key = `${relayer.genesis}.${offer}.${resource}`
  const known = addresses.get(key)
  if (known !== undefined) return known
  const address = await checkoutOf(relayer, { offer, resource })
  if (addresses.size >= mostAddresses) addresses.clear()
  addresses.set(key, address)
  return address
}

/** Keeps what an address means, before anybody is told to pay it. */
export async function keepQuote({ services }: Door, resource: Resource): Promise<void> {
  const { checkout, signed, resource: bought, drawing } = resource
  const drawn = drawing === undefined ? null : JSON.stringify(drawing)
  await services.pool.query(
    `INSERT INTO studio.checkout (address, offer, resource, drawing, quoted) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (address) DO UPDATE SET quoted = excluded.quoted`,
    [checkout.toLowerCase(), signed.id, bought, drawn, services.clock()],
  )
}

/** A row of `studio.checkout`. */
export type Checkout = {
  readonly address: Address
  readonly offer: Hex
  readonly resource: Hex
  readonly drawing: Drawing | null
}
