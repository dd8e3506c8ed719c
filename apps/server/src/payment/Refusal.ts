import { BaseError } from '@tributary/protocol'
import { RevertedError } from '@tributary/sdk'
import type { PaymentRequirements } from '@x402/core/types'
import { isAddressEqual, isHex } from 'viem'
import type { Payment } from './Payment.ts'
import type { Refusal } from './Terms.ts'

/** A payment was refused; nothing moved. The answer is 402 again, with the terms. */
export class PaymentRefusedError extends BaseError {
  override readonly name = 'Payment.RefusedError'
  readonly retry = false
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.detail, { hint: refusal.hint })
    this.refusal = refusal
  }
}

/** Seconds that must be left when a payment comes: it has to get into a block. */
const margin = 6n

/** What is wrong with a payment for these terms, as far as it can be seen without the chain. */
export function flawOf(payment: Payment, terms: PaymentRequirements, now: number): Refusal | undefined {
  const { network, asset, to, authorization } = payment
  if (network !== terms.network) return wrong('invalid_network', 'network', network, terms.network)
  if (asset !== terms.asset) return wrong('invalid_payment_requirements', 'token', asset, terms.asset)
  if (!isAddressEqual(to, terms.payTo as typeof to)) {
    return wrong('invalid_exact_evm_payload_recipient_mismatch', 'recipient', to, terms.payTo)
  }
  if (`${authorization.value}` !== terms.amount) {
    return wrong('invalid_exact_evm_payload_authorization_value_mismatch', 'amount', authorization.value, terms.amount)
  }
  if (authorization.validAfter > BigInt(now)) {
    return wrong('invalid_exact_evm_payload_authorization_valid_after', 'first second', authorization.validAfter, now)
  }
  if (authorization.validBefore < BigInt(now) + margin) {
    return wrong('invalid_exact_evm_payload_authorization_valid_before', 'last second', authorization.validBefore, now)
  }
  return undefined
}

function wrong(code: string, what: string, given: unknown, wanted: unknown): Refusal {
  const detail = `The ${what} of the payment is ${String(given)}; the terms say ${String(wanted)}. Nothing was taken.`
  return { code, detail, hint: 'Sign a payment for the terms in this answer.' }
}

/** What a token's own refusal means in the words of x402. */
const codes: readonly (readonly [RegExp, string])[] = [
  [/InsufficientBalance|exceeds balance/i, 'insufficient_funds'],
  [
    /Expired|Invalid(Authorization)?Time|expired|not yet valid/i,
    'invalid_exact_evm_payload_authorization_valid_before',
  ],
  [/Used|Consumed|used or canceled/i, 'invalid_exact_evm_nonce_already_used'],
  [/Signature|signature/i, 'invalid_exact_evm_payload_signature'],
]

/** The refusal of the contracts, as a refusal of the payment. */
export function refusalOf(error: RevertedError): Refusal {
  const { reason } = error.values
  const inner = error.error === 'AuthorizationRefused' && isHex(reason) ? RevertedError.from(reason) : error
  const words = `${inner.error} ${inner.message}`
  const code = codes.find(([pattern]) => pattern.test(words))?.[1] ?? 'invalid_transaction_state'
  const [detail] = inner.message.split('\nHint: ')
  return { code, detail: `${detail} Nothing was taken.`, hint: inner.hint }
}
