import { type Client, explained } from '@tributary/sdk'
import type { Plan } from '@tributary/sdk/wire'
import { formatEther } from 'viem'
import { RefusedError } from '../api/problems.ts'
import type { Services } from '../api/Services.ts'
import type { Intent } from './Intent.ts'
import { type Simulated, simulate } from './simulate.ts'

/** Dollars for an ether on the embedded chain, where ether is play money: an assumption, so that costs can be felt. */
const assumedEtherDollars = 3_000

/** Asks the chain whether an intent would succeed and what it costs, and says both. Refuses what would fail. */
export async function complete(services: Services, intent: Intent): Promise<Plan> {
  const { client } = services
  const { title, account, steps, leaves, expires } = intent
  const done = await simulate(client, account, steps)
  const gas = done.reduce((sum, { gas }) => sum + gas, 0n)
  const fee = gas * (await explained(client.public.getGasPrice(), client))
  await assertFunded(client, account, fee)
  const arrives =
    typeof intent.arrives === 'function' ? await intent.arrives(done.flatMap(({ logs }) => logs)) : intent.arrives
  return {
    title,
    calls: steps.map((step, index) => callOf(step, done[index]!)),
    leaves: [...leaves],
    arrives: [...arrives],
    cost: { gas: `${gas}`, fee: `${fee}`, ...dollarsOf(services, fee) },
    ...(expires !== undefined && expires <= BigInt(Number.MAX_SAFE_INTEGER) && { expires: Number(expires) }),
  }
}

function callOf({ title, to, data, value = 0n, skips }: Intent['steps'][number], { gas }: Simulated): Plan['calls'][0] {
  const call = { title, to, data, value: `${value}` }
  // Where parts may fail without failing the whole, a node's estimate can be too low by exactly those parts.
  return skips ? { ...call, gas: `${gas * 2n + 100_000n}` } : call
}

async function assertFunded(client: Client, account: Intent['account'], fee: bigint): Promise<void> {
  const balance = await explained(client.public.getBalance({ address: account }), client)
  if (balance >= fee) return
  throw new RefusedError({
    status: 409,
    title: 'Too little ether for gas',
    detail: `${account} has ${formatEther(balance)} ether; the gas costs about ${formatEther(fee)}.`,
    hint: 'Send ether to it. What pays an account can also be sent by the studio: POST /v1/relay.',
  })
}

function dollarsOf({ settings, chain }: Services, fee: bigint): { dollars?: string } {
  const price = settings.etherDollars ?? (chain === undefined ? undefined : assumedEtherDollars)
  // Through a number: a fee is an estimate, and two digits of it are shown.
  return price === undefined ? {} : { dollars: (Number(formatEther(fee)) * price).toFixed(2) }
}
