import { Account, licensesAbi, Work, worksAbi } from '@tributary/protocol'
import { Attestation, publishCall } from '@tributary/sdk'
import type { CancelRequest, MintRequest, Plan, PublishRequest } from '@tributary/sdk/wire'
import { encodeFunctionData, getAddress, type Hex, isAddressEqual } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { nameOf, offerOf, termsOf } from './catalogOf.ts'
import { complete } from './complete.ts'

/** Makes a work a token of its creator. */
export async function planMint(services: Services, request: MintRequest): Promise<Plan> {
  const account = getAddress(request.account)
  const id = request.work as Hex
  const work = await termsOf(services, id)
  const creator = Account.address(work.creator)
  if (!isAddressEqual(creator, account)) throw notCreator(id, creator)
  const attestation = (await services.store.entry(id))?.attestation ?? Attestation.none
  const to = getAddress(request.to ?? account)
  const args = [Work.toAbi(work), attestation, to] as const
  const data = encodeFunctionData({ abi: worksAbi, functionName: 'mint', args })
  const name = await nameOf(services, id)
  return complete(services, {
    title: `Mint "${name}"`,
    account,
    steps: [{ title: 'Mint', to: services.client.deployment.works, data, verb: 'mint' }],
    leaves: [],
    arrives: [{ what: `"${name}" as a token${to === account ? '' : ` of ${to}`}` }],
  })
}

/** Shows the terms of works in events, so that anybody can find them. */
export async function planPublish(services: Services, request: PublishRequest): Promise<Plan> {
  const works = await Promise.all(request.works.map((id) => termsOf(services, id as Hex)))
  const names = await Promise.all(request.works.map((id) => nameOf(services, id as Hex)))
  const title = names.length === 1 ? `Publish "${names[0]}"` : `Publish ${names.length} works`
  return complete(services, {
    title,
    account: getAddress(request.account),
    steps: [{ ...publishCall(services.client, { works }), title: 'Show the terms to everybody' }],
    leaves: [],
    arrives: names.map((name) => ({ what: `"${name}" is known to everyone, and dated` })),
  })
}

/** Withdraws one offer, or all that an account signed so far. */
export async function planCancel(services: Services, request: CancelRequest): Promise<Plan> {
  const account = getAddress(request.account)
  const { licenses: to } = services.client.deployment
  if (request.offer === 'all') {
    const data = encodeFunctionData({ abi: licensesAbi, functionName: 'cancelAll' })
    const step = { title: 'Withdraw all offers', to, data, verb: 'cancelAll' }
    const arrives = [{ what: 'No offer that you signed so far can be bought any more' }]
    return complete(services, { title: 'Withdraw every offer you signed', account, steps: [step], leaves: [], arrives })
  }
  const { offer, id } = await offerOf(services, request.offer)
  const name = await nameOf(services, offer.work)
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'cancel', args: [id] })
  return complete(services, {
    title: `Withdraw an offer of "${name}"`,
    account,
    steps: [{ title: 'Withdraw the offer', to, data, verb: 'cancel' }],
    leaves: [],
    arrives: [{ what: 'Nobody can buy under this offer any more; licenses that were sold stay' }],
  })
}

function notCreator(work: Hex, creator: string): RefusedError {
  return new RefusedError({
    status: 403,
    title: 'Only the creator mints',
    detail: `The creator of ${work} is ${creator}.`,
    hint: 'Sign with the creator, or let it sign `Mint` for somebody else to send.',
  })
}
