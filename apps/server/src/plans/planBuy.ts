import { License, licensesAbi, type Offer, Rights, Work } from '@tributary/protocol'
import { as, assertPayable } from '@tributary/sdk'
import type { BuyRequest, Plan } from '@tributary/sdk/wire'
import { type Address, encodeFunctionData, getAddress, zeroAddress } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { approvalsFor } from './allowance.ts'
import { nameOf, offerOf } from './catalogOf.ts'
import { complete } from './complete.ts'
import { inWords, moneyOf } from './tokens.ts'

/** Buys a license: the money reaches everyone it is shared with, and the license its owner, in one transaction. */
export async function planBuy(services: Services, request: BuyRequest): Promise<Plan> {
  const client = as(services.client, { store: services.store })
  const { offer, signature } = await offerOf(services, request.offer)
  const account = getAddress(request.account)
  const to = getAddress(request.to ?? account)
  const lineage = await assertPayable(services.store, [offer.work])
  const price = priceOf(offer, request.maxPrice)
  const { licenses: spender } = client.deployment
  const work = Work.toAbi(lineage.works.get(offer.work)!)
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'buy', args: [offer, signature, work, to, price] })
  const approvals = await approvalsFor(client, { account, token: offer.token, spender, amount: price })
  const money = await moneyOf(services, offer.token, price)
  const name = await nameOf(services, offer.work)
  return complete(services, {
    title: `License "${name}" for ${inWords(money)}`,
    account,
    steps: [...approvals, { title: 'Buy the license', to: spender, data, verb: 'buy' }],
    leaves: price === 0n ? [] : [{ what: `The price of the license`, money }],
    arrives: [{ what: licenseInWords(offer, name, to === account ? undefined : to) }],
    expires: offer.validUntil,
  })
}

/** What a license under an offer lets its owner do, in words. */
export function licenseInWords(offer: Offer.Offer, name: string, to?: Address | undefined): string {
  const rights = Rights.list(offer.rights).join(', ')
  const uses = offer.uses === 0 ? '' : `, ${offer.uses} ${offer.uses === 1 ? 'use' : 'uses'}`
  const owner = to === undefined ? '' : `, owned by ${to}`
  return `A license for "${name}": ${rights}${exclusivity(offer)}, ${durationInWords(offer.duration)}${uses}${owner}`
}

function exclusivity({ exclusive }: Offer.Offer): string {
  return exclusive === 0 ? '' : ` (nobody else: ${Rights.list(exclusive).join(', ')})`
}

function durationInWords(seconds: bigint): string {
  if (seconds === 0n || seconds >= BigInt(License.forEver)) return 'for ever'
  const days = seconds / 86_400n
  return days === 0n ? `for ${seconds} seconds` : `for ${days} ${days === 1n ? 'day' : 'days'}`
}

/** The most to pay: the price, or what the buyer says where a feed decides. */
function priceOf({ feed, price }: Offer.Offer, maxPrice: string | undefined): bigint {
  if (maxPrice !== undefined) return BigInt(maxPrice)
  if (feed === zeroAddress) return price
  throw new RefusedError({
    status: 422,
    title: 'No highest price',
    detail: `The price of this offer follows the feed ${feed}.`,
    hint: 'Say the most to pay as maxPrice, in token-wei.',
  })
}
