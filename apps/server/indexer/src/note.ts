import type { Context, Event } from 'ponder:registry'
import * as schema from 'ponder:schema'

/** The database as handlers write it. */
export type Database = Context['db']

/** Where and when something was said. */
export type Place = { position: bigint; block: bigint; time: bigint; transaction: `0x${string}` }

type Said = Pick<Event<'Works:Published'>, 'block' | 'log' | 'transaction'>

/** Notes the block that an event stands in; returns where in the chain it was said. */
export async function note(db: Database, said: Said): Promise<Place> {
  const { block, log, transaction } = said
  await noteBlock(db, said)
  const position = (block.number << 20n) | BigInt(log.logIndex)
  return { position, block: block.number, time: block.timestamp, transaction: transaction.hash }
}

/** Notes a block, once. */
export async function noteBlock(db: Database, { block }: Pick<Said, 'block'>): Promise<void> {
  const { number, hash, timestamp: time } = block
  await db.insert(schema.block).values({ number, hash, time }).onConflictDoNothing()
}
