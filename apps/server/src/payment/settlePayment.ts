import { explained, isReverted, RevertedError, settleCheckout } from '@tributary/sdk'
import { getAddress } from 'viem'
import { answerTransfer } from './answerTransfer.ts'
import type { Door } from './Door.ts'
import { keepSettled } from './keepSettled.ts'
import { licenseId, outcomeOf } from './outcomeOf.ts'
import type { Payment } from './Payment.ts'
import * as Payments from './Payments.ts'
import type { Receipt } from './Receipt.ts'
import { PaymentRefusedError, refusalOf } from './Refusal.ts'
import { keepQuote, type Resource } from './Resource.ts'
import { submitElsewhere } from './submitElsewhere.ts'
import { findTransfer } from './Transfer.ts'

/**
 * Makes a payment buy what it is for, once: sent twice, at the same moment or after a crash, it gives the same receipt.
 *
 * What is to be sent is written down first; what was sent is found again by asking the chain.
 *
 * Rule: R-22.
 */
export function settlePayment(door: Door, resource: Resource, payment: Payment): Promise<Receipt> {
  const { from: payer, nonce } = payment.authorization
  const id = { checkout: resource.checkout, payer, nonce }
  return door.locks(Payments.lockOf(id), () => settleOnce(door, resource, payment, id))
}

async function settleOnce(door: Door, resource: Resource, payment: Payment, id: Payments.PaymentId): Promise<Receipt> {
  const known = await Payments.find(door, id)
  if (known?.receipt) return known.receipt
  if (known?.state === 'refunded') throw refunded()
  await keepQuote(door, resource)
  const block = known?.block ?? (await explained(door.relayer.public.getBlockNumber(), door.relayer))
  const isNew = await Payments.begin(door, { ...id, amount: payment.authorization.value, block })
  const before = isNew ? undefined : await outcomeOf(door, { ...id, block })
  if (before?.state === 'settled') return keepSettled(door, id, before)
  if (before?.state === 'refunded') throw refunded()
  if (door.facilitator) await submitElsewhere(door, resource, payment)
  else {
    const receipt = await submitHere(door, resource, payment, { ...id, isNew })
    if (receipt) return receipt
  }
  return answerBare(door, resource, { ...id, block })
}

/** Takes the money and gives the license in one transaction; undefined when somebody else submitted the transfer. */
async function submitHere(
  door: Door,
  { signed, resource }: Resource,
  { authorization }: Payment,
  { isNew, ...id }: Payments.PaymentId & { isNew: boolean },
): Promise<Receipt | undefined> {
  try {
    const key = `settle.${Payments.lockOf(id)}`
    const { license, receipt } = await settleCheckout(door.relayer, { ...signed, resource, authorization, key })
    const { timestamp } = await explained(door.relayer.public.getBlock({ blockHash: receipt.blockHash }), door.relayer)
    const outcome = { license: licenseId(license), transaction: receipt.transactionHash, time: Number(timestamp) }
    return await keepSettled(door, id, outcome)
  } catch (error) {
    if (!(error instanceof RevertedError)) throw error
    const refusal = refusalOf(error)
    if (isReverted(error, 'AuthorizationRefused') && refusal.code === 'invalid_exact_evm_nonce_already_used')
      return undefined
    if (isNew) await Payments.forget(door, id)
    throw new PaymentRefusedError(refusal)
  }
}

/** Delivers for a transfer that reached the checkout bare, once the chain shows it. */
async function answerBare(
  door: Door,
  { signed }: Resource,
  id: Payments.PaymentId & { block: bigint },
): Promise<Receipt> {
  // Whoever submitted it may have done so before we heard of it.
  const from = id.block > searchBack ? id.block - searchBack : 0n
  const transfer = await findTransfer(door, { ...id, token: getAddress(signed.offer.token), block: from })
  const receipt = transfer && (await answerTransfer(door, transfer))
  if (receipt) return receipt
  if (transfer) throw refunded()
  throw new PaymentRefusedError({
    code: 'invalid_exact_evm_nonce_already_used',
    detail: 'The authorization is used up, but no transfer of it reached this checkout. Nothing was delivered.',
    hint: 'It was cancelled or used elsewhere: sign a new one.',
  })
}

/** An authorization lives for minutes, so nobody used it longer ago than these blocks. */
const searchBack = 5_000n

function refunded(): PaymentRefusedError {
  return new PaymentRefusedError({
    code: 'payment_refunded',
    detail: 'The payment was sent back: it did not buy anything.',
    hint: 'Sign a new one for the terms in this answer.',
  })
}
