import { Bucket, ledgerAbi } from '@tributary/protocol'
import { as, quote } from '@tributary/sdk'
import type { PayRequest, Plan } from '@tributary/sdk/wire'
import { encodeFunctionData, getAddress, type Hex } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { approvalsFor } from './allowance.ts'
import { nameOf } from './catalogOf.ts'
import { complete } from './complete.ts'
import { inWords, moneyOf } from './tokens.ts'

/** Pays a work. Refused while the preimage of anything upstream is missing: that money nobody could claim. */
export async function planPay(services: Services, request: PayRequest): Promise<Plan> {
  const client = as(services.client, { store: services.store })
  const work = request.work as Hex
  const [account, token, amount] = [getAddress(request.account), getAddress(request.token), BigInt(request.amount)]
  if (amount === 0n) throw new RefusedError({ status: 422, title: 'Nothing to pay', detail: 'The amount is 0.' })
  const { payees } = await quote(client, { work, amount, bucket: request.bucket })
  const { ledger: spender } = client.deployment
  const bucket = Bucket.of(work, request.bucket ?? 'sales')
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'pay', args: [bucket, token, amount] })
  const approvals = await approvalsFor(client, { account, token, spender, amount })
  const money = await moneyOf(services, token, amount)
  const name = await nameOf(services, work)
  return complete(services, {
    title: `Pay ${inWords(money)} to "${name}"`,
    account,
    steps: [...approvals, { title: `Pay "${name}"`, to: spender, data, verb: 'pay' }],
    leaves: [{ what: 'The payment', money }],
    arrives: [
      { what: `Nothing for you: it is shared among ${payees.size} ${payees.size === 1 ? 'account' : 'accounts'}` },
    ],
  })
}
