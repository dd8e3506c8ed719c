import { createRoute } from '@hono/zod-openapi'
import { ledgerAbi } from '@tributary/protocol'
import { submit } from '@tributary/sdk'
import { type RelayRequest, relayed, relayRequest } from '@tributary/sdk/wire'
import { type Address, decodeFunctionData, getAddress, type Hex, isAddressEqual } from 'viem'
import { createBuckets } from '../api/middleware/rates.ts'
import { RefusedError } from '../api/problems.ts'
import type { Api, Services } from '../api/Services.ts'
import { openDoor } from '../payment/Door.ts'
import { receivedBy } from './planClaim.ts'
import { simulate } from './simulate.ts'

/** What the studio sends for an account: ten calls at once, then one every six minutes. */
const rate = { burst: 10, perSecond: 1 / 360 }

/** The most gas that the studio spends on one call. */
const mostGas = 12_000_000n

/** Calls of the ledger that pay whom they owe, whoever sends them. */
const payouts: readonly string[] = ['claim', 'claimTree', 'collect', 'settle', 'distribute']

/** Mounts `POST /v1/relay`: the studio sends a claim and pays its gas, so that an artist needs no ether. */
export function addRelay(app: Api, services: Services): void {
  const buckets = createBuckets(rate)
  const { relayer } = openDoor(services)
  const route = createRoute({
    method: 'post',
    path: '/v1/relay',
    tags: ['plans'],
    summary: 'Let the studio send a claim',
    description: 'Takes a call of a claim plan. It must pay the account something now, and is sent once.',
    request: { body: { required: true, content: { 'application/json': { schema: relayRequest } } } },
    responses: { 200: { description: 'Sent and mined', content: { 'application/json': { schema: relayed } } } },
  })
  app.openapi(route, async (c) => {
    const { account, to, data } = checked(services, c.req.valid('json'))
    await assertPays(services, relayer.account!.address, { account, to, data })
    if (buckets.take(account) < 0) throw tooMany(account)
    const { hash, block } = await submit(relayer, { to, data, verb: 'relay', skips: true })
    return c.json({ transaction: hash, block: `${block}` }, 200)
  })
}

type Relay = { readonly account: Address; readonly to: Address; readonly data: Hex }

function checked({ client }: Services, { account, to, data }: RelayRequest): Relay {
  const ledger = client.deployment.ledger
  const isPayout =
    isAddressEqual(getAddress(to), ledger) && callsOf(data as Hex).every((name) => payouts.includes(name))
  if (isPayout) return { account: getAddress(account), to: ledger, data: data as Hex }
  throw new RefusedError({
    status: 422,
    title: 'Not a claim',
    detail: `Only calls of the ledger ${ledger} are sent: ${payouts.join(', ')}, alone or in a batch.`,
    hint: 'Take the call from POST /v1/plans/claim.',
  })
}

/** The functions that a call reaches; a batch within a batch counts as itself, which is none of the allowed. */
function callsOf(data: Hex): readonly string[] {
  const outer = decode(data)
  if (outer?.functionName !== 'batch') return [outer?.functionName ?? 'unknown']
  const [inner] = outer.args
  return inner.length === 0 ? ['empty'] : inner.map((call) => decode(call)?.functionName ?? 'unknown')
}

function decode(data: Hex) {
  try {
    return decodeFunctionData({ abi: ledgerAbi, data })
  } catch {
    return undefined
  }
}

/** The studio pays gas only for calls that pay the account: a simulation says whether this one does. */
async function assertPays(services: Services, sender: Address, { account, to, data }: Relay): Promise<void> {
  const [done] = await simulate(services.client, sender, [{ to, data, verb: 'relay', title: 'Claim' }])
  const received = await receivedBy(services, account, done!.logs)
  const isWorthIt = received.some(({ money }) => BigInt(money!.amount) > 0n) && done!.gas <= mostGas
  if (isWorthIt) return
  throw new RefusedError({
    status: 409,
    title: 'Nothing to send',
    detail: `The call pays ${account} nothing now, or takes more than ${mostGas} gas.`,
    hint: 'Ask POST /v1/plans/claim again; perhaps somebody claimed for this account already.',
  })
}

function tooMany(account: Address): RefusedError {
  return new RefusedError({
    status: 429,
    title: 'Too many relayed calls',
    detail: `The studio sent ${rate.burst} calls for ${account} already.`,
    hint: 'Wait six minutes, or send the transaction yourself.',
    headers: { 'retry-after': '360' },
  })
}
