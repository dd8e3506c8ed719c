import { TypedData } from '@tributary/protocol'
import { domainOf, explained } from '@tributary/sdk'
import type { OrderPlanRequest, Plan } from '@tributary/sdk/wire'
import { bytesToHex, erc20Abi, getAddress, type Hex } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { type Door, openDoor } from '../payment/Door.ts'
import { resourcesOfOffer } from '../payment/licenseResources.ts'
import { keepQuote, type Resource } from '../payment/Resource.ts'
import { patience } from '../payment/Terms.ts'
import { tooLittle } from './allowance.ts'
import { nameOf } from './catalogOf.ts'
import { inWords, moneyOf } from './tokens.ts'

/** Buys a license by one signature: a transfer to the offer's checkout, which the studio submits and pays the gas of. */
export async function planOrder(services: Services, request: OrderPlanRequest): Promise<Plan> {
  const door = openDoor(services)
  const [resource] = await resourcesOfOffer(door, request.offer as Hex)
  if (resource === undefined) throw notOrdered()
  const { offer } = resource.signed
  const account = getAddress(request.account)
  await assertCovered(services, {
    account,
    token: getAddress(offer.token),
    spender: resource.checkout,
    amount: offer.price,
  })
  await keepQuote(door, resource)
  const money = await moneyOf(services, offer.token, offer.price)
  const title = `License "${await nameOf(services, offer.work)}" for ${inWords(money)}`
  const validBefore = services.clock() + patience
  return {
    title,
    calls: [],
    leaves: [{ what: 'The price of the license', money }],
    arrives: [{ what: resource.description }],
    cost: { gas: '0', fee: '0', dollars: '0.00' },
    signature: await signatureOf(door, resource, { account, validBefore, title }),
    expires: validBefore,
  }
}

type Order = { readonly account: Hex; readonly validBefore: number; readonly title: string }

async function signatureOf({ relayer }: Door, { signed, checkout }: Resource, { account, validBefore, title }: Order) {
  const token = getAddress(signed.offer.token)
  const verifier = { ...(await domainOf(relayer, token)), chainId: relayer.chainId, verifyingContract: token }
  const nonce = bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
  const fields = {
    from: account,
    to: checkout,
    value: signed.offer.price,
    validAfter: 0n,
    validBefore: BigInt(validBefore),
    nonce,
  }
  const { domain, types, primaryType } = TypedData.transferWithAuthorization(verifier, fields)
  const message = { ...fields, value: `${fields.value}`, validAfter: '0', validBefore: `${validBefore}` }
  const { to: _to, ...authorization } = message
  return {
    title,
    typedData: { domain: { ...domain }, types: mutable(types), primaryType, message },
    post: '/v1/orders',
    body: { offer: signed.id, authorization },
  }
}

function mutable(types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>) {
  return Object.fromEntries(
    Object.entries(types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))]),
  )
}

async function assertCovered({ client }: Services, spending: Parameters<typeof tooLittle>[0]): Promise<void> {
  const { account, token: address, amount } = spending
  const question = { abi: erc20Abi, address, functionName: 'balanceOf', args: [account] } as const
  const balance = await explained(client.public.readContract(question), client)
  if (balance < amount) throw tooLittle(spending, balance)
}

function notOrdered(): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'Not sold by signature',
    detail: 'This offer is closed, has no fixed price, is for one buyer only, or names another gateway.',
    hint: 'POST /v1/plans/buy makes transactions for it, if it is open.',
  })
}
