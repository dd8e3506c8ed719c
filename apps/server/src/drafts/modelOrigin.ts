import { Account } from '@tributary/protocol'
import { findAuthorization, holderOf, isAuthorized, type Origin } from '@tributary/sdk'
import { type Address, isAddressEqual } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { DraftServices } from './DraftServices.ts'
import { identityOf } from './publisherFor.ts'
import type { Stored } from './stored.ts'

/** The role whose key signs for models that are made here. */
export const modelRole = 'model'

/** The key of this studio that may sign for a model now, and the studio's word for it. */
export async function originOf(services: DraftServices, model: Stored): Promise<Origin> {
  const { client, keys, clock } = services
  const { issuer } = await identityOf(services)
  for (const role of keys.roles().filter((name) => name.startsWith(modelRole))) {
    const key = keys.account(role)
    const grant = await findAuthorization({ client, issuer }, { model: model.work, key: key.address })
    if (grant === undefined) continue
    const now = BigInt(clock())
    const time = grant.from > now ? grant.from : now
    if (!(await isAuthorized(client, { model: model.id, key: key.address, time }))) continue
    return { model: model.id, key, authorization: grant.authorization }
  }
  throw noKey(model)
}

/** Whether somebody holds a work: who holds a model may set its terms. */
export async function isHolder({ client }: DraftServices, { work }: Stored, account: Address): Promise<boolean> {
  const holder = (await holderOf(client, { work })) ?? Account.address(work.creator)
  return isAddressEqual(holder, account)
}

function noKey({ id, record }: Stored): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'Nobody here may sign for this model',
    detail: `No key of this studio is authorized for "${record.name}" (${id}).`,
    hint: 'Its holder authorizes one; publishing a model here does so.',
    retry: true,
  })
}
