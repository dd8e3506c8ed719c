import { setTimeout } from 'node:timers/promises'
import type { Live } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'
import { readProgress } from '../../../indexer/index.ts'
import type { Services } from '../Services.ts'

/** How often the index is asked how far it is, in milliseconds. */
const lookMs = 250
/** Positions are `block << 20 | log index`. */
const positionBits = 20n

/** Tells everyone who listens what the index has entered. Returns how to stop. */
export async function followIndex(services: Services): Promise<() => Promise<void>> {
  const ending = new AbortController()
  const following = follow(services, ending.signal)
  return async () => {
    ending.abort()
    await following
  }
}

async function follow(services: Services, signal: AbortSignal): Promise<void> {
  const { pool, live } = services
  let last: bigint | undefined
  while (!signal.aborted) {
    try {
      const progress = await readProgress(pool)
      if (progress?.isReady && progress.block !== last) {
        // A chain that was rewritten goes back: what is on the screens then is asked for anew as it comes again.
        if (last !== undefined && progress.block > last) await tell(services, last)
        live.publish({ type: 'block', block: `${progress.block}`, time: progress.time })
        last = progress.block
      }
    } catch (err) {
      services.log.debug({ err }, 'the index cannot be followed at the moment')
    }
    await setTimeout(lookMs, undefined, { signal }).catch(() => {})
  }
}

/** Everything that was said after a block. */
async function tell({ pool, live }: Services, after: bigint): Promise<void> {
  const from = `${(after + 1n) << positionBits}`
  for (const event of [...(await worksSince(pool, from)), ...(await moneySince(pool, from))]) live.publish(event)
}

async function worksSince(pool: Services['pool'], from: string): Promise<Live[]> {
  const { rows } = await pool.query<{ work: Hex }>(
    `SELECT id AS work FROM event_index.work WHERE position >= $1
     UNION SELECT work FROM event_index.work_transfer WHERE position >= $1
     UNION SELECT work FROM event_index.license WHERE position >= $1 LIMIT 500`,
    [from],
  )
  return rows.map(({ work }) => ({ type: 'work', work }))
}

async function moneySince(pool: Services['pool'], from: string): Promise<Live[]> {
  const { rows } = await pool.query<{ work: Hex; to_work: Hex | null; account: Hex | null; recipient: Hex | null }>(
    'SELECT work, to_work, account, recipient FROM event_index.movement WHERE position >= $1 LIMIT 5000',
    [from],
  )
  if (rows.length === 0) return []
  const works = new Set(rows.flatMap(({ work, to_work }) => [work, to_work]))
  const accounts = new Set(rows.flatMap(({ account, recipient }) => [account, recipient]))
  return [{ type: 'money', works: present(works), accounts: present(accounts).map(addressOf) }]
}

const present = (values: Iterable<Hex | null>): Hex[] => [...values].filter((value) => value !== null)

/** The address within an account, which is its chain and address in 32 bytes. */
const addressOf = (account: Hex): Address => `0x${account.slice(-40)}`
