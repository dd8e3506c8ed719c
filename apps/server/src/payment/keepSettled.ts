import { offerOf } from '../plans/catalogOf.ts'
import type { Door } from './Door.ts'
import type { Outcome } from './outcomeOf.ts'
import * as Payments from './Payments.ts'
import * as Receipt from './Receipt.ts'

/** Signs the receipt of a purchase that the chain has seen, and keeps it. */
export async function keepSettled(
  door: Door,
  { checkout, payer, nonce }: Payments.PaymentId,
  { license, transaction, time }: Omit<Extract<Outcome, { state: 'settled' }>, 'state'>,
): Promise<Receipt.Receipt> {
  const { offer: id, resource } = (await Payments.checkoutAt(door, checkout))!
  const { offer } = await offerOf(door.services, id)
  const { work, token, price } = offer
  const bought = { checkout, offer: id, resource, work, payer, nonce, token, amount: `${price}` }
  const receipt = await Receipt.sign(door, { ...bought, license, transaction, time })
  await Payments.settle(door, { checkout, payer, nonce }, receipt)
  return receipt
}
