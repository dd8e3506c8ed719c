import { isAddressEqual } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Door } from './Door.ts'
import { type Form, handOver } from './handOver.ts'
import * as Payment from './Payment.ts'
import * as Payments from './Payments.ts'
import * as Receipt from './Receipt.ts'
import { flawOf, PaymentRefusedError } from './Refusal.ts'
import type { Checkout, Resource } from './Resource.ts'
import { settlePayment } from './settlePayment.ts'
import { askFor, type Refusal, requirementsOf } from './Terms.ts'

/** What a URL sells: which checkouts belong to it, and what can be bought there now, the best first. */
export type Shelf = {
  readonly url: string
  readonly form: Form
  /** Whether a checkout that was paid once is what this URL sells. */
  readonly holds: (checkout: Checkout) => boolean
  readonly resources: () => Promise<readonly Resource[]>
}

/**
 * Answers a request for something that costs money: 402 with the terms, or what was paid for.
 *
 * A payment that was settled before is found first, so that asking again needs neither money nor an open offer.
 */
export async function serveResource(door: Door, headers: Headers, shelf: Shelf): Promise<Response> {
  const shown = await shownReceipt(door, headers, shelf)
  if (shown) return shown
  const payment = Payment.read(headers)
  if (payment === undefined) return askFor(door, { url: shelf.url, resources: await stocked(shelf) })
  const again = await deliverAgain(door, payment, shelf)
  if (again) return again
  const resources = await stocked(shelf)
  try {
    return await sell(door, payment, resources, shelf)
  } catch (error) {
    if (!(error instanceof PaymentRefusedError)) throw error
    return askFor(door, { url: shelf.url, resources, refusal: error.refusal })
  }
}

async function sell(door: Door, payment: Payment.Payment, resources: readonly Resource[], { form }: Shelf) {
  const wanted = resources.find(({ checkout }) => isAddressEqual(checkout, payment.to))
  const terms = await requirementsOf(door, wanted ?? resources[0]!)
  const flaw = flawOf(payment, terms, door.services.clock())
  if (flaw) throw new PaymentRefusedError(wanted ? flaw : expired(flaw))
  const receipt = await settlePayment(door, wanted!, payment)
  const { checkout: address, signed, resource, drawing = null } = wanted!
  return handOver(door, { address, offer: signed.id, resource, drawing }, receipt, form)
}

/** A payment for what this URL sold before: terms change, offers end. */
function expired(flaw: Refusal): Refusal {
  if (flaw.code !== 'invalid_exact_evm_payload_recipient_mismatch') return flaw
  return { ...flaw, detail: `${flaw.detail} The offer that it was meant for cannot be bought here, or not any more.` }
}

async function deliverAgain(door: Door, payment: Payment.Payment, shelf: Shelf): Promise<Response | undefined> {
  const { from: payer, nonce } = payment.authorization
  const known = await Payments.find(door, { checkout: payment.to, payer, nonce })
  return known?.receipt ? fromShelf(door, known.receipt, shelf) : undefined
}

/** Whoever shows the studio's own receipt gets the thing again, long after the payment is forgotten by its client. */
async function shownReceipt(door: Door, headers: Headers, shelf: Shelf): Promise<Response | undefined> {
  const header = headers.get('receipt')
  if (header === null) return undefined
  const parsed = Receipt.receipt.safeParse(decode(header))
  if (!parsed.success || !(await Receipt.isOurs(door, parsed.data))) throw notOurs()
  const known = await Payments.find(door, parsed.data)
  const found = known?.receipt && (await fromShelf(door, known.receipt, shelf))
  if (!found) throw notOurs()
  return found
}

async function fromShelf(door: Door, receipt: Receipt.Receipt, shelf: Shelf): Promise<Response | undefined> {
  const checkout = await Payments.checkoutAt(door, receipt.checkout)
  if (checkout === undefined || !shelf.holds(checkout)) return undefined
  return handOver(door, checkout, receipt, shelf.form)
}

async function stocked({ resources }: Shelf): Promise<readonly Resource[]> {
  const found = await resources()
  if (found.length > 0) return found
  throw new RefusedError({
    status: 404,
    title: 'Nothing is for sale here',
    detail: 'No open offer fits this request: it was never offered to everybody, or is sold out, withdrawn or expired.',
    hint: 'GET /v1/works/{id} lists the offers of a work. One that does not name the gateway of this studio is bought with POST /v1/plans/buy.',
  })
}

function decode(header: string): unknown {
  try {
    return JSON.parse(Buffer.from(header, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

function notOurs(): RefusedError {
  return new RefusedError({
    status: 403,
    title: 'Not a receipt for this',
    detail: 'This studio did not sign the receipt, or it is for something else.',
    hint: 'Send the value of the header RECEIPT as it came, to the URL that it was bought at.',
  })
}
