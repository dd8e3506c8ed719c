import type { Context, Event } from 'ponder:registry'
import * as schema from 'ponder:schema'

/** The database as handlers write it. */
export type Database = Context['db']

/** Where and when something was said. */
export type Place = { position: bigint; block: bigint; time: bigint; transaction: `0x${string}` }

type Said = Pick<Event, 'block' | 'log' | 'transaction'>

/** Notes the block that an event stands in; returns where in the chain it was said. */
export async function note(db: Database, { block, log, transaction }: Said): Promise<Place> {
  const { number, hash, timestamp: time } = block
  await db.insert(schema.block).values({ number, hash, time }).onConflictDoNothing()
  const position = (number << 20n) | BigInt(log.logIndex)
  return { position, block: number, time, transaction: transaction.hash }
}
