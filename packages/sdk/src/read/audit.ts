import { BaseError, type Books } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import type { Rebuilt } from './ledgerOf.ts'
import { collectedOf, grossOf, heldOf, paidLeafOf, paidOf } from './storage.ts'

/**
 * Compares the books that the events lead to with the contract's own numbers, one by one, and with the tokens it
 * holds. Throws at the first wei that differs.
 *
 * The ledger may hold more than it must: anybody can send it tokens without paying. It may never hold less.
 */
export async function audit(client: Client, { ledger, block }: Rebuilt): Promise<void> {
  const entries = [...ledger.books.entries.values()]
  await Promise.all(entries.flatMap((entry) => checksOf(client, entry, block)))
  await Promise.all(
    [...new Set(entries.map(({ token }) => token))].map((token) => auditToken(client, ledger.books, token, block)),
  )
}

function checksOf(client: Client, entry: Books.Entry, block: bigint): Promise<void>[] {
  const { bucket, token } = entry
  const place = { bucket, token, block }
  const check = async (what: string, expected: bigint, found: Promise<bigint>): Promise<void> =>
    assertEqual({ what: `${what} of bucket ${bucket}`, token, expected, found: await found })
  return [
    check('the gross', entry.gross, grossOf(client, place)),
    check('the collected residual', entry.collected, collectedOf(client, place)),
    ...[...entry.flows].map(([flow, paid]) => check(`flow ${flow}`, paid, paidOf(client, { ...place, flow }))),
    ...[...entry.leaves].map(([key, paid]) => {
      const [flow, prefix] = key.split(':')
      const leaf = { ...place, flow: Number(flow), prefix: BigInt(prefix ?? 0) }
      return check(`the leaf at ${prefix} of flow ${flow}`, paid, paidLeafOf(client, leaf))
    }),
  ]
}

async function auditToken(client: Client, books: Books.Books, token: Address, block: bigint): Promise<void> {
  const payouts = [...books.payouts.values()].filter((payout) => payout.token.toLowerCase() === token.toLowerCase())
  const paidIn = books.paidIn.get(token.toLowerCase()) ?? 0n
  const expected = payouts.reduce((rest, { amount }) => rest - amount, paidIn)
  const found = await heldOf(client, { token, block })
  if (found < expected) throw new DifferenceError({ what: 'what the ledger holds', token, expected, found })
}

function assertEqual(numbers: DifferenceError.Numbers): void {
  if (numbers.expected !== numbers.found) throw new DifferenceError(numbers)
}

/** Events and contract do not say the same, to the wei. */
export class DifferenceError extends BaseError {
  override readonly name = 'audit.DifferenceError'
  readonly retry = false
  readonly difference: bigint
  readonly token: Hex
  constructor({ what, token, expected, found }: DifferenceError.Numbers) {
    super(`In token ${token}, ${what} is ${found} on chain; the events add up to ${expected} (${found - expected}).`, {
      hint: 'Read from the first block of the contracts, and check that the token moves only by transfers.',
    })
    this.difference = found - expected
    this.token = token
  }
}

export declare namespace DifferenceError {
  type Numbers = { readonly what: string; readonly token: Address; readonly expected: bigint; readonly found: bigint }
}
