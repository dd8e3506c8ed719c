import { setTimeout } from 'node:timers/promises'
import { BaseError } from '@tributary/protocol'
import { booksOf, type Client, explained, type Rebuilt } from '@tributary/sdk'
import type { Pool } from 'pg'
import { type Address, erc20Abi, type Hex } from 'viem'
import { hashAt, type Noted, newestNoted, readProgress, views } from '../../indexer/index.ts'
import type { Database } from '../database/transaction.ts'
import { compare, type Difference, type Facts, read } from './Facts.ts'
import { factsOfEvents } from './factsOfEvents.ts'
import { factsOfIndex } from './factsOfIndex.ts'
import { factsOfStorage } from './factsOfStorage.ts'

/** What a check found. */
export type Check = {
  /** The block at which everything was compared. */
  readonly block: bigint
  readonly hash: Hex
  /** How many facts of each name were compared. */
  readonly compared: Readonly<Record<string, number>>
  /** Those that are not said alike; none is as it must be. */
  readonly differences: readonly Difference[]
}

const attempts = 5
const pauseMs = 500

/**
 * Compares the event index, fact by fact and to the wei, with the events as the SDK's reader adds them up, with the
 * contracts' storage, and with the tokens that the ledger holds (R-13).
 *
 * Everything is read at one block, the last that the index has entered: a chain that moves gives no false alarm. When
 * it takes that block back meanwhile, the check begins again.
 *
 * @example
 * ```ts
 * const { block, differences } = await check({ pool, client })
 * ```
 */
export async function check({ pool, client }: check.Services): Promise<Check> {
  for (let attempt = 1; ; attempt++) {
    const index = await readSnapshot(pool)
    const found = await compareAll(client, index).catch(async (error: unknown) => {
      if (await stands(client, index.noted)) throw error
    })
    if (found && (await stands(client, index.noted))) return { ...found, hash: index.noted.hash }
    if (attempt === attempts) throw new RewrittenError(index.noted)
    await setTimeout(pauseMs)
  }
}

export declare namespace check {
  type Services = { readonly pool: Pool; readonly client: Client }
  type ErrorType = NotIndexedError | RewrittenError
}

type Snapshot = { readonly block: bigint; readonly noted: Noted; readonly facts: Facts }

/** Everything that the index says, as of one moment. */
async function readSnapshot(pool: Pool): Promise<Snapshot> {
  const connection = await pool.connect()
  try {
    await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    return await readAll(connection)
  } finally {
    await connection.query('ROLLBACK')
    connection.release()
  }
}

async function readAll(database: Database): Promise<Snapshot> {
  const progress = await readProgress(database)
  const noted = progress && (await newestNoted(database, views))
  if (!progress?.isReady || noted === undefined) throw new NotIndexedError()
  return { block: progress.block, noted, facts: await factsOfIndex(database) }
}

/** Whether the chain still has a block that the index has entered. */
async function stands(client: Client, { number, hash }: Noted): Promise<boolean> {
  return (await hashAt(client, number)) === hash
}

async function compareAll(client: Client, index: Snapshot): Promise<Omit<Check, 'hash'>> {
  const rebuilt = await booksOf(client, { until: index.block })
  const events = factsOfEvents(rebuilt)
  const keys = new Set([...index.facts.keys(), ...events.keys()])
  const chain = await factsOfStorage(client, rebuilt, keys)
  const differences = [...compare(index.facts, events, chain), ...(await missingTokens(client, rebuilt))]
  return { block: index.block, compared: countByName(keys), differences }
}

function countByName(keys: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of keys) {
    const { fact } = read(key)
    counts[fact] = (counts[fact] ?? 0) + 1
  }
  return counts
}

/** The ledger may hold more of a token than it owes, since anybody may send it some; never less. */
async function missingTokens(client: Client, { ledger: { books }, block }: Rebuilt): Promise<Difference[]> {
  const payouts = [...books.payouts.values()]
  const held = [...books.paidIn].map(async ([token, paidIn]): Promise<Difference[]> => {
    const out = payouts.filter((payout) => payout.token.toLowerCase() === token)
    const owed = out.reduce((rest, { amount }) => rest - amount, paidIn)
    const read = { abi: erc20Abi, address: token as Address, functionName: 'balanceOf', blockNumber: block } as const
    const balance = await explained(client.public.readContract({ ...read, args: [client.deployment.ledger] }), client)
    if (balance >= owed) return []
    return [{ fact: 'held by the ledger', of: { token }, events: String(owed), chain: String(balance) }]
  })
  return (await Promise.all(held)).flat()
}

/** There is no index to check yet. */
export class NotIndexedError extends BaseError {
  override readonly name = 'check.NotIndexedError'
  readonly retry = true
  constructor() {
    super('The event index is not ready.', { hint: 'Wait until it has entered the past of the chain.' })
  }
}

/** The chain does not have the block that the index entered last. */
export class RewrittenError extends BaseError {
  override readonly name = 'check.RewrittenError'
  readonly retry = true
  constructor({ number, hash }: { number: bigint; hash: Hex }) {
    super(`The index entered block ${number} as ${hash}; the chain has another one there.`, {
      hint: 'The chain took blocks back. The index follows within seconds; check again.',
    })
  }
}
