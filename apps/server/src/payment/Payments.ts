import type { Address, Hex } from 'viem'
import type { Door } from './Door.ts'
import type { Receipt } from './Receipt.ts'
import type { Checkout } from './Resource.ts'

/** What names a payment: a checkout's contract knows it by the same three. */
export type PaymentId = { readonly checkout: Address; readonly payer: Address; readonly nonce: Hex }

/** A payment as the database keeps it. */
export type Kept = PaymentId & {
  /** Unit: token-wei. */
  readonly amount: bigint
  readonly state: 'authorized' | 'settled' | 'refunded'
  /** The chain is asked for what came of it from this block on. */
  readonly block: bigint
  readonly receipt: Receipt | null
}

type Row = Omit<Kept, 'amount' | 'block'> & { readonly amount: string; readonly block: string }

const columns = 'checkout, payer, nonce, amount::text, state, block::text, receipt'

/** The lock that covers a payment. */
export function lockOf({ checkout, payer, nonce }: PaymentId): string {
  return `payment ${checkout} ${payer} ${nonce}`.toLowerCase()
}

/** A payment that is known, if it is. */
export async function find({ services }: Door, id: PaymentId): Promise<Kept | undefined> {
  const { rows } = await services.pool.query<Row>(
    `SELECT ${columns} FROM studio.payment WHERE checkout = $1 AND payer = $2 AND nonce = $3`,
    keyOf(id),
  )
  return rows[0] && parse(rows[0])
}

/** Keeps an authorization before anything is sent. Returns whether it is new. */
export async function begin({ services }: Door, payment: Pick<Kept, 'amount' | 'block'> & PaymentId): Promise<boolean> {
  const { rowCount } = await services.pool.query(
    `INSERT INTO studio.payment (checkout, payer, nonce, amount, block, state, created, updated)
     VALUES ($1, $2, $3, $4, $5, 'authorized', $6, $6) ON CONFLICT DO NOTHING`,
    [...keyOf(payment), `${payment.amount}`, `${payment.block}`, services.clock()],
  )
  return rowCount === 1
}

/** Forgets an authorization that was refused before anything was sent. */
export async function forget({ services }: Door, id: PaymentId): Promise<void> {
  await services.pool.query(
    `DELETE FROM studio.payment WHERE checkout = $1 AND payer = $2 AND nonce = $3 AND state = 'authorized'`,
    keyOf(id),
  )
}

/** Keeps that a payment bought its license. */
export async function settle({ services }: Door, id: PaymentId, receipt: Receipt): Promise<void> {
  await services.pool.query(
    `UPDATE studio.payment SET state = 'settled', transaction = $4, license = $5, receipt = $6, updated = $7
     WHERE checkout = $1 AND payer = $2 AND nonce = $3`,
    [...keyOf(id), receipt.transaction, receipt.license, JSON.stringify(receipt), services.clock()],
  )
}

/** Keeps that a payment was sent back. */
export async function refund({ services }: Door, id: PaymentId, transaction: Hex): Promise<void> {
  await services.pool.query(
    `UPDATE studio.payment SET state = 'refunded', transaction = $4, updated = $5
     WHERE checkout = $1 AND payer = $2 AND nonce = $3`,
    [...keyOf(id), transaction, services.clock()],
  )
}

/** How long it is asked what came of a payment, in seconds: later on it would be found by its transfer. */
const young = 3_600

/** Payments of which nobody knows yet what came of them. */
export async function open({ services }: Door): Promise<Kept[]> {
  const { rows } = await services.pool.query<Row>(
    `SELECT ${columns} FROM studio.payment WHERE state = 'authorized' AND created > $1 ORDER BY created LIMIT 1000`,
    [services.clock() - young],
  )
  return rows.map(parse)
}

/** What an address means, if it was ever quoted. */
export async function checkoutAt({ services }: Door, address: Address): Promise<Checkout | undefined> {
  const { rows } = await services.pool.query<Checkout>(
    'SELECT address, offer, resource, drawing FROM studio.checkout WHERE address = $1',
    [address.toLowerCase()],
  )
  return rows[0]
}

function keyOf({ checkout, payer, nonce }: PaymentId): string[] {
  return [checkout.toLowerCase(), payer.toLowerCase(), nonce]
}

function parse({ amount, block, ...row }: Row): Kept {
  return { ...row, amount: BigInt(amount), block: BigInt(block) }
}
