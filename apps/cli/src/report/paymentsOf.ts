import type { Rebuilt, Token } from '@tributary/sdk'
import type { Address, Hex } from 'viem'
import type { People } from './People.ts'
import type { Payment } from './Report.ts'

/** What names payments: tokens by address, works by id, people by address. */
export type Names = {
  readonly tokens: ReadonlyMap<string, Token>
  readonly people: People
  readonly workName: (id: Hex) => string
}

/** Every payment from outside in the order of the chain, each named by what was bought with it. */
export function paymentsOf({ events, buckets }: Rebuilt, { tokens, people, workName }: Names): Payment[] {
  const buyers = new Map<Hex, Address>()
  for (const event of events.licenses)
    if (event.eventName === 'Bought') buyers.set(event.transactionHash, event.args.buyer)
  return events.ledger.flatMap((event): Payment[] => {
    if (event.eventName !== 'Paid') return []
    const { bucket, token, amount, payer } = event.args
    const source = buckets.get(bucket)
    const buyer = buyers.get(event.transactionHash)
    const what =
      source?.kind === 'resale' ? 'resale royalty' : buyer ? `license, ${people.nameOf(buyer)}` : people.nameOf(payer)
    const symbol = tokens.get(token.toLowerCase())?.symbol ?? token
    return [
      { what, work: workName(source?.id ?? bucket), amount: `${amount}`, symbol, transaction: event.transactionHash },
    ]
  })
}
