import { createHash } from 'node:crypto'
import { Rights } from '@tributary/protocol'
import { type Call, RevertedError, submit } from '@tributary/sdk'
import type { Allowance, Receipt } from '@tributary/sdk/wire'
import { type Address, encodeFunctionData, erc20Abi, getAddress, type Hex, isAddressEqual } from 'viem'
import { RefusedError } from '../../api/problems.ts'
import { type Database, transaction } from '../../database/transaction.ts'
import { answerTransfer } from '../../payment/answerTransfer.ts'
import type { Door } from '../../payment/Door.ts'
import { lockOf } from '../../payment/Payments.ts'
import { keepQuote, type Resource } from '../../payment/Resource.ts'
import { type Transfer, transfersIn } from '../../payment/Transfer.ts'

/** A purchase under an allowance. */
type Spending = {
  readonly id: string
  readonly state: 'reserved' | 'bought' | 'released'
  readonly receipt: Receipt | null
  readonly reason: string | null
  readonly offer: Hex
}

/**
 * Buys a license for the account of an allowance, once for each key of the caller.
 *
 * The amount is reserved before anything is sent, in one statement that cannot pass the limit; then the money goes from
 * the account straight to the checkout, which can only buy the license or send it back. The studio never holds it, and
 * the token itself caps what can be taken at what the account approved.
 *
 * Rule: R-26.
 */
export async function spend(door: Door, allowance: Allowance, resource: Resource, key: string): Promise<Receipt> {
  assertAllowed(allowance, resource)
  const id = idOf(allowance, key)
  const known = await reserve(door, allowance, resource, { id, key })
  if (known.offer !== resource.signed.id) throw otherPurchase(key)
  if (known.receipt) return known.receipt
  if (known.state === 'released') throw released(known.reason)
  await keepQuote(door, resource)
  // One lock after the other, never one within another. Each step finds what an earlier try did.
  const transfer = await door.locks(`spending ${id}`, () => move(door, allowance, resource, id))
  const bought = await door.locks(lockOf(transfer), () => answerTransfer(door, transfer))
  if (!bought) throw released(await release(door, id, 'The offer could not be bought any more; the money went back.'))
  await finish(door, id, bought)
  return bought
}

function idOf({ id }: Allowance, key: string): Hex {
  return `0x${createHash('sha256')
    .update(JSON.stringify([id, key]))
    .digest('hex')}`
}

/** Reserves the price, unless this purchase was begun before. */
function reserve(
  { services }: Door,
  allowance: Allowance,
  { signed }: Resource,
  { id, key }: { id: Hex; key: string },
): Promise<Spending> {
  const { price } = signed.offer
  return transaction(services.pool, async (database) => {
    // Another try of the same purchase waits here until this one has reserved, or has not. Its id is not the only thing
    // that is unique: two at the same moment may meet at allowance and key first.
    const { rowCount: isNew } = await database.query(
      `INSERT INTO studio.spending (id, allowance, key, offer, amount, state, created)
       VALUES ($1, $2, $3, $4, $5, 'reserved', $6) ON CONFLICT DO NOTHING`,
      [id, allowance.id, key, signed.id, `${price}`, services.clock()],
    )
    if (isNew === 1) await take(database, allowance, price, services.clock())
    const question = 'SELECT id, state, receipt, reason, offer FROM studio.spending WHERE id = $1'
    return (await database.query<Spending>(question, [id])).rows[0]!
  })
}

/** Takes a price from an allowance, in one statement, unless any of its limits would be passed. */
async function take(database: Database, allowance: Allowance, price: bigint, now: number): Promise<void> {
  const { rowCount } = await database.query(
    `UPDATE studio.allowance SET spent = spent + $2
     WHERE id = $1 AND NOT revoked AND until >= $3 AND per_call >= $2 AND spent + $2 <= most`,
    [allowance.id, `${price}`, now],
  )
  if (rowCount !== 1) throw beyond(allowance, price)
}

/** Moves the price from the account to the checkout, once; what cannot be moved is given back to the allowance. */
async function move(door: Door, { account }: Allowance, resource: Resource, id: Hex): Promise<Transfer> {
  const { checkout, signed } = resource
  const [token, from] = [getAddress(signed.offer.token), getAddress(account)]
  const { rows } = await door.services.pool.query<Spending>('SELECT state, reason FROM studio.spending WHERE id = $1', [
    id,
  ])
  if (rows[0]!.state === 'released') throw released(rows[0]!.reason)
  try {
    const call = moveCall({ token, from, to: checkout, amount: signed.offer.price })
    const { receipt } = await submit(door.relayer, call, { key: `spend.${id}` })
    const found = transfersIn(receipt, { token, checkout }).find(({ payer }) => isAddressEqual(payer, from))
    if (found) return found
    throw released(await release(door, id, 'The token moved nothing.'))
  } catch (error) {
    if (!(error instanceof RevertedError)) throw error
    const [reason] = error.message.split('\nHint: ')
    throw released(await release(door, id, reason!))
  }
}

function moveCall({ token, from, to, amount }: { token: Address; from: Address; to: Address; amount: bigint }): Call {
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transferFrom', args: [from, to, amount] })
  return { to: token, data, verb: 'spend' }
}

async function finish({ services }: Door, id: Hex, receipt: Receipt): Promise<void> {
  const change = `UPDATE studio.spending SET state = 'bought', receipt = $2 WHERE id = $1`
  await services.pool.query(change, [id, JSON.stringify(receipt)])
}

/** Gives back what was reserved, once: nothing was taken, or it went back. */
function release({ services }: Door, id: Hex, reason: string): Promise<string> {
  return transaction(services.pool, async (database) => {
    const { rows } = await database.query<{ allowance: string; amount: string }>(
      `UPDATE studio.spending SET state = 'released', reason = $2 WHERE id = $1 AND state = 'reserved'
       RETURNING allowance, amount::text`,
      [id, reason],
    )
    for (const { allowance, amount } of rows) {
      await database.query('UPDATE studio.allowance SET spent = spent - $2 WHERE id = $1', [allowance, amount])
    }
    return reason
  })
}

/** What can be seen without the database: token and rights. */
function assertAllowed({ token, rights }: Allowance, { signed }: Resource): void {
  const { offer } = signed
  const others = Rights.list(offer.rights).filter((right) => !rights.includes(right))
  const reason = !isAddressEqual(offer.token, getAddress(token))
    ? `The price is in the token ${offer.token}; the allowance is in ${token}.`
    : others.length > 0
      ? `The license grants ${others.join(', ')} too; the allowance is for ${rights.join(', ')} only.`
      : undefined
  if (reason) throw refused(reason, 'Buy with a transaction of your own instead, or ask for another allowance.')
}

function beyond({ limit, spent, perCall, until, revoked }: Allowance, price: bigint): RefusedError {
  const state = revoked
    ? 'It is revoked.'
    : `It allows ${perCall} a purchase, ${limit} in all, until ${until}; ${spent} is spent.`
  return refused(`The allowance does not cover ${price}. ${state}`, 'Ask the account for a larger allowance.')
}

function released(reason: string | null): RefusedError {
  return refused(reason ?? 'Nothing was bought.', 'Nothing was spent. Try again with a new key.')
}

function otherPurchase(key: string): RefusedError {
  return refused(`The key "${key}" stands for another purchase.`, 'A key names one purchase for ever: choose another.')
}

function refused(detail: string, hint: string): RefusedError {
  return new RefusedError({ status: 409, title: 'The allowance does not buy this', detail, hint })
}
