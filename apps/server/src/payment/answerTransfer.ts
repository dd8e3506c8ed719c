import { TypedData } from '@tributary/protocol'
import { deliver, explained, RevertedError, refund, type SignedOffer } from '@tributary/sdk'
import { type Hex, isAddressEqual } from 'viem'
import { findOffer } from '../plans/catalogOf.ts'
import type { Door } from './Door.ts'
import { keepSettled } from './keepSettled.ts'
import { licenseId, outcomeOf } from './outcomeOf.ts'
import * as Payments from './Payments.ts'
import type { Receipt } from './Receipt.ts'
import type { Transfer } from './Transfer.ts'

/** A gateway answers within a day of the payment, or not at all: by then the money may be swept. */
const patience = 86_400n

/**
 * Answers money that came to a checkout past the door: the price exactly buys the license for its payer, anything else
 * goes back. The caller holds the lock of the payment. Returns the receipt of a purchase.
 *
 * Rule: R-24.
 */
export async function answerTransfer(door: Door, transfer: Transfer): Promise<Receipt | undefined> {
  const checkout = await Payments.checkoutAt(door, transfer.checkout)
  const signed = checkout && (await findOffer(door.services, checkout.offer))
  if (checkout === undefined || signed === undefined) return undefined
  // Other tokens buy nothing: what is delivered is paid from the offer's token, which may be somebody else's.
  if (!isAddressEqual(transfer.token, signed.offer.token)) return undefined
  if (!isAddressEqual(signed.offer.gateway, door.gateway.address)) return undefined
  const known = await Payments.find(door, transfer)
  if (known && known.state !== 'authorized') return known.receipt ?? undefined
  await Payments.begin(door, transfer)
  const before = await outcomeOf(door, transfer)
  if (before?.state === 'settled') return keepSettled(door, transfer, before)
  if (before?.state === 'refunded') return keepRefunded(door, transfer, before.transaction)
  const deadline = await deadlineOf(door, transfer)
  const order = { ...transfer, ...signed, resource: checkout.resource, deadline }
  const sold = await tryDeliver(door, order)
  if (sold) return keepSettled(door, transfer, sold)
  return keepRefunded(door, transfer, await sendBack(door, order))
}

type Order = Transfer & SignedOffer & { readonly resource: Hex; readonly deadline: bigint }

/** Delivers if the price was paid and the offer is still open; undefined otherwise. */
async function tryDeliver(door: Door, order: Order) {
  if (order.amount !== order.offer.price) return undefined
  const { checkout, payer, nonce, deadline, transaction } = order
  const message = { checkout, payer, nonce, deadline }
  const gatewaySignature = await door.gateway.signTypedData(TypedData.deliver(verifierOf(door), message))
  const key = `deliver.${Payments.lockOf(order)}`
  try {
    const { license, receipt } = await deliver(door.relayer, { ...order, gatewaySignature, key })
    const { timestamp } = await explained(door.relayer.public.getBlock({ blockHash: receipt.blockHash }), door.relayer)
    return { license: licenseId(license), transaction: receipt.transactionHash, time: Number(timestamp) }
  } catch (error) {
    if (!(error instanceof RevertedError)) throw error
    door.services.log.warn({ err: error, transaction }, 'a payment past the door cannot be delivered')
    return undefined
  }
}

async function sendBack(door: Door, order: Order): Promise<Hex> {
  const { checkout, payer, nonce, amount, deadline } = order
  const message = { checkout, payer, nonce, amount, deadline }
  const gatewaySignature = await door.gateway.signTypedData(TypedData.refund(verifierOf(door), message))
  const { hash } = await refund(door.relayer, { ...order, gatewaySignature, key: `refund.${Payments.lockOf(order)}` })
  return hash
}

async function keepRefunded(door: Door, transfer: Transfer, transaction: Hex): Promise<undefined> {
  await Payments.refund(door, transfer, transaction)
}

async function deadlineOf({ relayer }: Door, { block }: Transfer): Promise<bigint> {
  const { timestamp } = await explained(relayer.public.getBlock({ blockNumber: block }), relayer)
  return timestamp + patience
}

function verifierOf({ relayer }: Door): TypedData.Verifier {
  return { chainId: relayer.chainId, verifyingContract: relayer.deployment.checkouts }
}
