import { ledgerAbi } from '@tributary/protocol'
import { batchCall, type Call, callsAtOnce } from '@tributary/sdk'
import type { ClaimRequest, Plan } from '@tributary/sdk/wire'
import { type Address, getAddress, isAddressEqual, type Log, parseEventLogs } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { ThreadPool } from '../jobs/threads/ThreadPool.ts'
import type { Order } from './claimThread.ts'
import { complete } from './complete.ts'
import type { Step } from './Intent.ts'
import { moneyOf } from './tokens.ts'

/** Claims everything an account is owed: what other works hold for it is lifted first, all in one transaction. */
export async function planClaim(services: Services, request: ClaimRequest): Promise<Plan> {
  const account = getAddress(request.account)
  const calls = await callsFor(services, account, request.token)
  if (calls.length === 0) throw nothingOwed(account)
  const plan = await complete(services, {
    title: 'Claim everything you are owed',
    account,
    steps: batched(services, calls),
    leaves: [],
    arrives: (logs) => receivedBy(services, account, logs),
  })
  if (plan.arrives.length === 0) throw nothingOwed(account)
  return plan
}

/** Reading every event of the ledger takes a while on a long chain: a thread does it, so that nobody else waits. */
const readers = new ThreadPool<Order, Call[]>({
  module: new URL('claimThread.ts', import.meta.url),
  size: 1,
  seconds: 60,
})

function callsFor({ client, home }: Services, account: Address, only: string | undefined): Promise<Call[]> {
  const { rpc, genesis } = client
  return readers.run({
    rpc,
    genesis,
    store: home.store,
    account,
    ...(only !== undefined && { token: getAddress(only) }),
  })
}

function batched({ client }: Services, calls: readonly Call[]): Step[] {
  const title = 'Claim'
  if (calls.length === 1) return [{ ...calls[0]!, title }]
  const steps: Step[] = []
  for (let start = 0; start < calls.length; start += callsAtOnce) {
    steps.push({ ...batchCall(client, { calls: calls.slice(start, start + callsAtOnce) }), title })
  }
  return steps
}

/** What events of the ledger sent to an account, summed by token. */
export async function receivedBy(services: Services, account: Address, logs: readonly Log[]): Promise<Plan['arrives']> {
  const { ledger } = services.client.deployment
  const own = logs.filter(({ address }) => isAddressEqual(address, ledger))
  const paid = parseEventLogs({ abi: ledgerAbi, eventName: ['Claimed', 'Collected'], logs: own })
  const sums = new Map<Address, bigint>()
  for (const { args } of paid) {
    if (isAddressEqual(args.to, account)) sums.set(args.token, (sums.get(args.token) ?? 0n) + args.amount)
  }
  return Promise.all(
    [...sums].map(async ([token, amount]) => ({
      what: 'What you are owed',
      money: await moneyOf(services, token, amount),
    })),
  )
}

function nothingOwed(account: Address): RefusedError {
  return new RefusedError({
    status: 409,
    title: 'Nothing is owed',
    detail: `${account} is owed nothing that can be claimed now.`,
    hint: 'What other works still hold for it was counted too.',
  })
}
