/** The sums that movements lead to, as the ledger's storage holds them, and what came in by day. */
import * as schema from 'ponder:schema'
import type { Address, Hex } from 'viem'
import type { Database } from './note.ts'
import { type Source, sourceOf } from './source.ts'

type Sum = Source & { readonly bucket: Hex; readonly token: Address; readonly amount: bigint }
type Timed = Sum & { readonly time: bigint }
type Payout = Sum & { readonly recipient: Address }

const secondsPerDay = 86_400n

/** A payment came from outside. */
export async function addPaid(db: Database, paid: Timed): Promise<void> {
  const { amount } = paid
  await addToBucket(db, paid, { gross: amount, paidIn: amount, payments: 1 })
  await addToDay(db, paid, { paidIn: amount, liftedIn: 0n, payments: 1 })
}

/** Money was lifted from a bucket, for one of its flows, to the sales bucket of another work. */
export async function addLift(db: Database, lift: Timed & { toWork: Hex; flow: number }): Promise<void> {
  const { bucket, token, amount, toWork, flow } = lift
  await addToBucket(db, lift, { lifted: amount })
  await addToFlow(db, lift)
  await db
    .insert(schema.lift)
    .values({ bucket, token, flow, toWork, amount })
    .onConflictDoUpdate((row) => ({ amount: row.amount + amount }))
  const raised = { ...lift, bucket: toWork, ...(await sourceOf(db, toWork)) }
  await addToBucket(db, raised, { gross: amount, liftedIn: amount })
  await addToDay(db, raised, { paidIn: 0n, liftedIn: amount, payments: 0 })
}

/** An account of a flow or a leaf was paid. */
export async function addClaim(db: Database, claim: Payout & { flow: number; prefix: bigint }): Promise<void> {
  const { bucket, token, amount, flow, prefix } = claim
  await addToBucket(db, claim, { claimed: amount })
  await addToFlow(db, claim)
  await db
    .insert(schema.leafPaid)
    .values({ bucket, token, flow, prefix, amount })
    .onConflictDoUpdate((row) => ({ amount: row.amount + amount }))
  await addPayout(db, claim)
}

/** The residual was paid. */
export async function addCollected(db: Database, collected: Payout): Promise<void> {
  await addToBucket(db, collected, { collected: collected.amount })
  await addPayout(db, collected)
}

const empty = { gross: 0n, paidIn: 0n, liftedIn: 0n, collected: 0n, claimed: 0n, lifted: 0n, payments: 0 }

async function addToBucket(
  db: Database,
  { bucket, token, work, kind }: Sum,
  more: Partial<typeof empty>,
): Promise<void> {
  const change = { ...empty, ...more }
  await db
    .insert(schema.bucket)
    .values({ bucket, token, work, kind, ...change })
    .onConflictDoUpdate((row) => ({
      gross: row.gross + change.gross,
      paidIn: row.paidIn + change.paidIn,
      liftedIn: row.liftedIn + change.liftedIn,
      collected: row.collected + change.collected,
      claimed: row.claimed + change.claimed,
      lifted: row.lifted + change.lifted,
      payments: row.payments + change.payments,
    }))
}

async function addToFlow(db: Database, { bucket, token, amount, flow }: Sum & { flow: number }): Promise<void> {
  await db
    .insert(schema.flowPaid)
    .values({ bucket, token, flow, amount })
    .onConflictDoUpdate((row) => ({ amount: row.amount + amount }))
}

async function addPayout(db: Database, { recipient, token, amount }: Payout): Promise<void> {
  await db
    .insert(schema.payout)
    .values({ recipient, token, amount })
    .onConflictDoUpdate((row) => ({ amount: row.amount + amount }))
}

type Income = { readonly paidIn: bigint; readonly liftedIn: bigint; readonly payments: number }

async function addToDay(db: Database, { bucket, token, work, kind, time }: Timed, more: Income): Promise<void> {
  const day = time - (time % secondsPerDay)
  await db
    .insert(schema.revenueDay)
    .values({ bucket, token, day, work, kind, ...more })
    .onConflictDoUpdate((row) => ({
      paidIn: row.paidIn + more.paidIn,
      liftedIn: row.liftedIn + more.liftedIn,
      payments: row.payments + more.payments,
    }))
}
