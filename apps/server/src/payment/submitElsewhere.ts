import { setTimeout } from 'node:timers/promises'
import { getAddress } from 'viem'
import type { Door } from './Door.ts'
import type { Payment } from './Payment.ts'
import { PaymentRefusedError } from './Refusal.ts'
import type { Resource } from './Resource.ts'
import { requirementsOf } from './Terms.ts'
import { isUsed } from './Transfer.ts'

/** How long the chain is asked for a transfer that a facilitator says it made, in milliseconds. */
const [patienceMs, lookMs] = [10_000, 200]

/**
 * Lets another facilitator submit a payment, and waits until the chain shows that the authorization was used. What the
 * facilitator says is told to the payer and counts for nothing else.
 *
 * Rule: R-24.
 */
export async function submitElsewhere(door: Door, resource: Resource, payment: Payment): Promise<void> {
  const { services, facilitator } = door
  const { offer } = resource.signed
  const { from: payer, nonce } = payment.authorization
  const id = { checkout: resource.checkout, payer, nonce }
  const token = getAddress(offer.token)
  if (await isUsed(door, token, id)) return
  const said = await facilitator!
    .settle(payment.payload, await requirementsOf(door, resource))
    .catch((error: Error) => ({ success: false, errorMessage: error.message, errorReason: 'unexpected_settle_error' }))
  const deadline = Date.now() + (said.success ? patienceMs : 0)
  do {
    if (await isUsed(door, token, id)) return
    if (Date.now() < deadline) await setTimeout(lookMs)
  } while (Date.now() < deadline)
  services.log.warn({ said }, 'the facilitator did not settle a payment')
  throw new PaymentRefusedError({
    code: said.success ? 'facilitator_not_believed' : (said.errorReason ?? 'facilitator_refused'),
    detail: said.success
      ? 'The facilitator says that the payment is settled; the chain does not. Nothing was delivered.'
      : `The facilitator did not submit the payment: ${said.errorMessage ?? said.errorReason ?? 'no reason given'}.`,
    hint: 'Ask again with the same payment: should the money arrive later, it is delivered.',
  })
}
