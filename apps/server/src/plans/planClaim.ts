import { setTimeout } from 'node:timers/promises'
import { ledgerAbi } from '@tributary/protocol'
import { batchCall, type Call, callsAtOnce } from '@tributary/sdk'
import type { ClaimRequest, Plan } from '@tributary/sdk/wire'
import { type Address, getAddress, isAddressEqual, type Log, parseEventLogs } from 'viem'
import { readProgress } from '../../indexer/index.ts'
import { catchingUp, isCatchingUp } from '../api/indexState.ts'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import { ThreadPool } from '../jobs/threads/ThreadPool.ts'
import type { Order } from './claimThread.ts'
import { complete } from './complete.ts'
import type { Step } from './Intent.ts'
import { owedTo } from './owedTo.ts'
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

/** Proofs are made of trees, of which the largest take seconds to build: a thread does it, so that nobody else waits. */
const builders = new ThreadPool<Order, Call[]>({
  module: new URL('claimThread.ts', import.meta.url),
  size: 1,
  seconds: 60,
})

async function callsFor(services: Services, account: Address, only: string | undefined): Promise<Call[]> {
  const { client, home } = services
  await untilEntered(services)
  const claims = await owedTo(services, account, only)
  if (claims.owed.length === 0) return []
  const { rpc, genesis } = client
  return builders.run({ rpc, genesis, store: home.store, ...claims })
}

/** How long the index may take to enter what whoever asks has just done, in milliseconds. */
const patienceMs = 3_000

/** Waits a moment for the newest block, so that a payment can be claimed as soon as it was made. */
async function untilEntered({ client, pool }: Services): Promise<void> {
  const head = await client.public.getBlockNumber({ cacheTime: 0 })
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await setTimeout(50)) {
    const progress = await readProgress(pool)
    if (progress?.isReady && progress.block >= head) return
  }
  if (await isCatchingUp(pool)) throw catchingUp()
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
