import { Account, Amount, Dues, Lineage } from '@tributary/protocol'
import type { DraftQuote, Token } from '@tributary/sdk/wire'
import type { Address, Hex } from 'viem'

/** What a quote is made from. */
export type Quoted = {
  readonly lineage: Lineage.Lineage
  readonly work: Hex
  /** In token-wei. */
  readonly amount: bigint
  readonly token: Token
  /** Who holds a work, where that is not its creator. */
  readonly holders: ReadonlyMap<Hex, Account.Account>
  readonly nameOf: (work: Hex) => string | undefined
  readonly personOf: (address: Address) => string | undefined
}

type Payee = { readonly address: Address; readonly role: string; readonly work: Hex; amount: bigint }

/** Who gets what of a payment, and for what: the same sums as `Split.from`, by account, reason and work. */
export function quoteOf({ lineage, work, amount, token, holders, nameOf, personOf }: Quoted): DraftQuote {
  Lineage.assertComplete(lineage, work)
  const payees = [...payeesOf({ lineage, work, amount, holders }).values()].filter((payee) => payee.amount > 0n)
  const paid = payees.reduce((sum, payee) => sum + payee.amount, 0n)
  return {
    money: { amount: `${amount}`, token },
    payees: payees.map(({ address, role, work: from, amount: part }) => {
      const [name, workName] = [personOf(address), nameOf(from)]
      const account = { address, ...(name !== undefined && { name }) }
      return { account, role, work: from, amount: `${part}`, ...(workName !== undefined && { workName }) }
    }),
    dust: `${amount - paid}`,
  }
}

function payeesOf({ lineage, work, amount, holders }: Pick<Quoted, 'lineage' | 'work' | 'amount' | 'holders'>) {
  const gross = new Map([[work, amount]])
  const payees = new Map<string, Payee>()
  const give = (account: Account.Account, role: string, from: Hex, part: bigint): void => {
    const address = Account.address(account)
    const key = `${address} ${role} ${from}`
    const known = payees.get(key) ?? { address, role, work: from, amount: 0n }
    payees.set(key, { ...known, amount: known.amount + part })
  }
  for (const id of Lineage.order(lineage, [work])) {
    const terms = lineage.works.get(id)
    if (terms === undefined) continue
    for (const due of Dues.of({ work: terms, gross: gross.get(id) ?? 0n, trees: lineage.trees })) {
      if (due.kind === 'residual') give(holders.get(id) ?? terms.creator, 'residual', id, due.amount)
      else {
        const { kind, to } = due.kind === 'leaf' ? due.leaf : due
        if (kind === 'work') gross.set(to, (gross.get(to) ?? 0n) + due.amount)
        else give(Account.fromBytes32(to), due.kind === 'leaf' ? 'leaf' : 'flow', id, due.amount)
      }
    }
  }
  return payees
}

/** Ten of a token, in token-wei: a sum that everybody can picture. */
export function tenOf({ decimals }: Token): bigint {
  return Amount.parse('10', decimals)
}
