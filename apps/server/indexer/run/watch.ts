import { setTimeout } from 'node:timers/promises'
import type { Client } from '@tributary/sdk'
import type { Database } from '../../src/database/transaction.ts'
import { hashAt } from './hashAt.ts'
import { newestNoted, readProgress } from './progress.ts'

/** How often index and chain are compared, in milliseconds. */
const lookMs = 1_000

/**
 * Resolves when the index stands still though the chain says something else than it: a reorg deeper than Ponder can
 * undo, or an answer that was lost. A new start mends both. Resolves too when it is aborted.
 */
export async function untilStuck(
  { database, client, schema, patience }: untilStuck.Options,
  signal: AbortSignal,
): Promise<void> {
  let [last, since] = ['', Date.now()]
  while (!signal.aborted) {
    const state = await differenceOf(database, client, schema).catch(() => undefined)
    if (state === undefined || state !== last) [last, since] = [state ?? '', Date.now()]
    else if (Date.now() - since > patience) return
    await setTimeout(lookMs, undefined, { signal }).catch(() => {})
  }
}

export declare namespace untilStuck {
  type Options = {
    readonly database: Database
    readonly client: Client
    readonly schema: string
    /** How long index and chain may differ while nothing moves, in milliseconds. */
    readonly patience: number
  }
}

/** Where an index that is ready stands, if the chain stands elsewhere. */
async function differenceOf(database: Database, client: Client, schema: string): Promise<string | undefined> {
  const progress = await readProgress(database, schema)
  if (!progress?.isReady) return undefined
  const [head, noted] = await Promise.all([client.public.getBlock(), newestNoted(database, schema)])
  const state = `${progress.block}:${noted?.hash}`
  if (head.number !== progress.block) return state
  if (noted === undefined) return undefined
  return (await hashAt(client, noted.number)) === noted.hash ? undefined : state
}
