import type { Address } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { type Call, findSent, type Once, type Sent, send } from '../client/send.ts'
import { approve } from './approve.ts'

/** What a call will take from the account by allowance, in token-wei. */
export type Cost = { readonly token: Address; readonly amount: bigint }

/**
 * Sends a call that takes tokens by allowance: approves what is missing, then sends.
 *
 * Two calls of one account never share an allowance: the second waits, else it would count on what the first is about
 * to use up. A call that happened already is found before the balance is asked, which may be spent by now.
 */
export async function spend(client: Client, call: Call, costs: readonly Cost[], { key }: Once): Promise<Sent> {
  const owner = accountOf(client, call.verb).address
  return client.turns(`allowances of ${owner}`, async () => {
    const found = key === undefined ? undefined : await findSent(client, call, key)
    if (found) return found
    for (const { token, amount } of costs) await approve(client, { token, spender: call.to, amount })
    return send(client, call, { key })
  })
}
