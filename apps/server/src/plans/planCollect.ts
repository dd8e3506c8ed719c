import { as, collectCall, settleLineageCall } from '@tributary/sdk'
import type { CollectRequest, DistributeRequest, Plan } from '@tributary/sdk/wire'
import { getAddress, type Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import { nameOf, termsOf } from './catalogOf.ts'
import { complete } from './complete.ts'
import { receivedBy } from './planClaim.ts'

/** Takes the residual of a work: of sales for its holder, of resale royalties for its creator. */
export async function planCollect(services: Services, request: CollectRequest): Promise<Plan> {
  const { account, work, token, bucket } = fieldsOf(request)
  const name = await nameOf(services, work)
  const call = collectCall(services.client, { work: await termsOf(services, work), token, bucket })
  return complete(services, {
    title: `Collect what is left of "${name}" for its holder`,
    account,
    steps: [{ ...call, title: 'Collect' }],
    leaves: [],
    arrives: (logs) => receivedBy(services, account, logs),
  })
}

/** Pays everyone upstream of a work: whoever sends it gives the gas. */
export async function planDistribute(services: Services, request: DistributeRequest): Promise<Plan> {
  const { account, work, token, bucket } = fieldsOf(request)
  const client = as(services.client, { store: services.store })
  await termsOf(services, work)
  const call = await settleLineageCall(client, { work, token, bucket })
  return complete(services, {
    title: `Pay everyone whom "${await nameOf(services, work)}" owes`,
    account,
    steps: [{ ...call, title: 'Lift and pay what is owed' }],
    leaves: [],
    arrives: (logs) => receivedBy(services, account, logs),
  })
}

function fieldsOf({ account, work, token, bucket }: CollectRequest) {
  return { account: getAddress(account), work: work as Hex, token: getAddress(token), bucket }
}
