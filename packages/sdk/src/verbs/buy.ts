import { BaseError, type License, licensesAbi, Work } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs, zeroAddress } from 'viem'
import { accountOf, type Client, storeOf } from '../client/Client.ts'
import type { Once, Sent } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import type { SignedOffer } from './signOffer.ts'
import { spend } from './spend.ts'

/**
 * Buys a license, by allowance: the money reaches the ledger and the license its owner in one transaction.
 *
 * - An offer with a price feed needs `maxPrice`.
 * - Refuses while the preimage of anything upstream is missing from the store.
 */
export async function buy(client: Client, parameters: buy.Parameters): Promise<buy.ReturnType> {
  const { offer, signature, to = accountOf(client, 'buy').address, key } = parameters
  const lineage = await assertPayable(storeOf(client, 'buy'), [offer.work])
  const maxPrice = maxPriceOf(parameters)
  const { licenses } = client.deployment
  const work = Work.toAbi(lineage.works.get(offer.work)!)
  const args = [offer, signature, work, to, maxPrice] as const
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'buy', args })
  const cost = { token: offer.token, amount: maxPrice }
  const sent = await spend(client, { to: licenses, data, verb: 'buy' }, [cost], { key })
  return { ...sent, ...boughtIn(sent) }
}

export declare namespace buy {
  type Parameters = Pick<SignedOffer, 'offer' | 'signature'> & {
    /** Who owns the license; the client's account by default. */
    readonly to?: Address | undefined
    /** The most to pay, in token-wei; the offer's price by default. */
    readonly maxPrice?: bigint | undefined
  } & Once
  type ReturnType = Sent & Bought
  type ErrorType = NoMaxPriceError
}

/** What a purchase led to. */
export type Bought = {
  readonly license: License.License
  /** Unit: token-wei. */
  readonly price: bigint
  /** Last second it is valid; 2^48 - 1 is for ever. */
  readonly expiry: bigint
}

/** Reads a purchase from its receipt. */
export function boughtIn({ receipt }: Sent): Bought {
  const [bought] = parseEventLogs({ abi: licensesAbi, eventName: 'Bought', logs: receipt.logs })
  if (bought === undefined) throw new NothingBoughtError({ hash: receipt.transactionHash })
  const { license, price, expiry } = bought.args
  return { license, price, expiry: BigInt(expiry) }
}

function maxPriceOf({ offer, maxPrice }: buy.Parameters): bigint {
  if (maxPrice !== undefined) return maxPrice
  if (offer.feed !== zeroAddress) throw new NoMaxPriceError({ feed: offer.feed })
  return offer.price
}

/** The price follows a feed and nobody said how much is too much. */
export class NoMaxPriceError extends BaseError {
  override readonly name = 'buy.NoMaxPriceError'
  constructor({ feed }: { feed: Address }) {
    super(`The price of this offer follows the feed ${feed}, so the most to pay must be given.`, {
      hint: 'Pass `maxPrice`, in token-wei.',
    })
  }
}

/** A purchase succeeded without a license, so the contract is not the one that was expected. */
export class NothingBoughtError extends BaseError {
  override readonly name = 'buy.NothingBoughtError'
  readonly retry = false
  constructor({ hash }: { hash: Hex }) {
    super(`The transaction ${hash} sold no license.`)
  }
}
