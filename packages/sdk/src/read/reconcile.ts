import { Reconciliation } from '@tributary/protocol'
import type { Address } from 'viem'
import type { Client } from '../client/Client.ts'
import { audit } from './audit.ts'
import type { readEvents } from './events.ts'
import { ledgerOf } from './ledgerOf.ts'

/** A whole deployment, reconciled: for every token `paidIn = paidOut + unclaimed + locked + dust`, in token-wei. */
export type Reconciled = {
  readonly block: bigint
  /** Works whose terms are known. */
  readonly works: number
  /** Payments from outside, over all tokens. */
  readonly payments: number
  readonly tokens: ReadonlyMap<Address, TokenTotals>
}

/** The totals of one token. */
export type TokenTotals = Reconciliation.Reconciliation & { readonly payments: number }

/**
 * Reconciles all money of a deployment from the chain: events against storage against token balances, to the wei.
 * Throws an error with the difference when they do not agree.
 *
 * @example
 * ```ts
 * import { reconcile } from '@tributary/sdk'
 *
 * const { tokens } = await reconcile(client)
 * tokens.get(dollar)?.dust // what rounding left, in token-wei
 * ```
 */
export async function reconcile(client: Client, parameters: readEvents.Parameters = {}): Promise<Reconciled> {
  const rebuilt = await ledgerOf(client, parameters)
  await audit(client, rebuilt)
  const { ledger, lineage, events, block } = rebuilt
  const paid = events.ledger.filter(({ eventName }) => eventName === 'Paid')
  const tokens = new Map<Address, TokenTotals>()
  for (const token of new Set([...ledger.books.entries.values()].map((entry) => entry.token))) {
    const payments = paid.filter(({ args }) => 'token' in args && args.token === token).length
    tokens.set(token, { ...Reconciliation.from({ ledger, token, lineage }), payments })
  }
  return { block, works: lineage.works.size, payments: paid.length, tokens }
}
