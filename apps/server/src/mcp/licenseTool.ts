import type { Rights } from '@tributary/protocol'
import { type Allowance, address, amount, hash, plan, receipt, right } from '@tributary/sdk/wire'
import type { Hex } from 'viem'
import { z } from 'zod'
import { RefusedError } from '../api/problems.ts'
import type { Door } from '../payment/Door.ts'
import { resourcesOfOffer, resourcesOfWork } from '../payment/licenseResources.ts'
import type { Resource } from '../payment/Resource.ts'
import { offerOf } from '../plans/catalogOf.ts'
import { planBuy } from '../plans/planBuy.ts'
import { spend } from './spending/spend.ts'
import { register, type Toolbox } from './Tool.ts'

const output = z.object({
  outcome: z.enum(['bought', 'to-sign']),
  receipt: receipt.optional().describe('of a purchase: license id, transaction, signed by the studio'),
  file: z.string().optional().describe('where the file can be had again with the receipt'),
  plan: plan.optional().describe('unsigned calls, to be signed and sent by the account in this order'),
})

/** The tool that buys: with a spending limit if the caller has one, else as transactions for the account to sign. */
export function addLicenseTool(box: Toolbox, door: Door, allowance: Allowance | undefined): void {
  register(box, {
    name: 'license',
    title: 'License a work',
    description:
      'Buys a right in a work. With a spending limit (Authorization: Bearer of this connection) the studio buys at once for the account that gave it, once for each `key`. Without one it returns unsigned transactions for `account` to sign: nothing is bought before they are sent. Name an `offer`, or a `work` and a `right` for the cheapest.',
    input: z.object({
      offer: hash.optional(),
      work: hash.optional(),
      right: right.default('display'),
      account: address.optional().describe('who signs and owns the license; not needed with a spending limit'),
      maxPrice: amount.optional().describe('refuse to pay more, in token-wei'),
      key: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('names this purchase: repeated with the same key it happens once'),
    }),
    output,
    reads: false,
    act: async ({ account, maxPrice, key, ...wanted }) => {
      if (wanted.offer === undefined && wanted.work === undefined) throw nothingNamed()
      if (account === undefined && allowance === undefined) throw noAccount()
      // A transaction of one's own buys under any offer; the studio buys only where it can answer for the payment.
      const isOwn = account !== undefined && wanted.offer !== undefined
      const resource = isOwn ? { signed: await offerOf(door.services, wanted.offer!) } : await find(door, wanted)
      assertPrice(resource, maxPrice)
      if (account)
        return { outcome: 'to-sign', plan: await planBuy(door.services, { account, offer: resource.signed.id }) }
      return buyNow(door, allowance!, resource as Resource, key ?? crypto.randomUUID())
    },
  })
}

async function buyNow(door: Door, allowance: Allowance, resource: Resource, key: string) {
  const bought = await spend(door, allowance, resource, key)
  return { outcome: 'bought', receipt: bought, file: `/pay/offers/${bought.offer}` }
}

type Wanted = { readonly offer?: string | undefined; readonly work?: string | undefined; readonly right: Rights.Right }

async function find(door: Door, { offer, work, right: wanted }: Wanted): Promise<Resource> {
  const found = offer ? await resourcesOfOffer(door, offer as Hex) : await resourcesOfWork(door, work as Hex, wanted)
  if (found[0]) return found[0]
  throw new RefusedError({
    status: 404,
    title: 'Nothing is for sale',
    detail: 'No open offer fits: it was never offered to everybody, or is sold out, withdrawn or expired.',
    hint: 'Look at the offers of the work with get_work. One that does not name the gateway of this studio is bought by transactions: name the account that signs.',
  })
}

function assertPrice({ signed }: Pick<Resource, 'signed'>, maxPrice: string | undefined): void {
  if (maxPrice === undefined || signed.offer.price <= BigInt(maxPrice)) return
  const detail = `The price is ${signed.offer.price} token-wei; the most to pay is ${maxPrice}.`
  throw new RefusedError({ status: 409, title: 'Too dear', detail, hint: 'Raise maxPrice, or choose another offer.' })
}

function nothingNamed(): RefusedError {
  return new RefusedError({ status: 422, title: 'Nothing named', hint: 'Name an offer, or a work and a right.' })
}

function noAccount(): RefusedError {
  return new RefusedError({
    status: 422,
    title: 'Nobody to buy for',
    hint: 'Name the account that will sign, or connect with the secret of an allowance (POST /v1/allowances).',
  })
}
