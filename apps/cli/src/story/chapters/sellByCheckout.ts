import { Amount, Rights } from '@tributary/protocol'
import { type Authorization, checkoutOf, Journal, settleCheckout, signTransfer } from '@tributary/sdk'
import type { Hex } from 'viem'
import { formatAmount, shorten } from '../../terminal/format.ts'
import { keepOffer } from '../keepOffer.ts'
import type { Published } from '../Published.ts'
import type { Actor, Stage } from '../Stage.ts'

const price = '2.00'

/** A machine buys with one plain EIP-3009 signature to an address that names offer and resource; a relayer sends it. */
export async function sellByCheckout(stage: Stage, work: Published): Promise<void> {
  const { token, tell } = stage
  const [holder, machine, relayer] = await Promise.all([
    stage.actor('creator'),
    stage.actor('machine'),
    stage.actor('relayer'),
  ])
  const gateway = await stage.actor('gateway')
  const { offer, id, signature } = await keepOffer(holder, 'checkout', {
    work: work.id,
    token: token.address,
    price: Amount.parse(price, token.decimals),
    rights: Rights.from(['display']),
    supply: 1_000_000,
    gateway: gateway.account.address,
  })
  const address = await checkoutOf(holder, { offer: id })
  tell.step(
    'checkout',
    `the address ${shorten(address)} is the offer to display ${work.name} for ${formatAmount(offer.price, token)}`,
  )
  const authorization = await authorizeOnce(machine, { token: token.address, to: address, value: offer.price })
  tell.step('authorize payment', 'machine signs a standard transfer to that address, no gas')
  const settled = await settleCheckout(relayer, { offer, signature, authorization, key: 'story.checkout' })
  tell.step(
    'checkout settled',
    `relayer sends it; the license ${shorten(`0x${settled.license.toString(16)}`)} is machine's`,
    settled,
  )
}

/** The same signature again after a crash: its nonce is what makes it one payment. */
async function authorizeOnce(machine: Actor, payment: signTransfer.Parameters): Promise<Authorization> {
  const kept = await Journal.once(machine.journal!, 'story.authorization', payment.to, async () => {
    const { from, value, validAfter, validBefore, nonce, signature } = await signTransfer(machine, payment)
    return { from, value: `${value}`, validAfter: `${validAfter}`, validBefore: `${validBefore}`, nonce, signature }
  })
  const { from, nonce, signature } = kept as Record<'from' | 'nonce' | 'signature', Hex>
  return {
    from,
    nonce,
    signature,
    value: BigInt(kept.value),
    validAfter: BigInt(kept.validAfter),
    validBefore: BigInt(kept.validBefore),
  }
}
