import { Account, Split } from '@tributary/protocol'
import { assertPayable } from '@tributary/sdk'
import type { Quote } from '@tributary/sdk/wire'
import { getAddress, type Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import { tokenOf, toPerson } from './cards.ts'

/** Payees of one answer: a tree of a million people is not for reading. */
const mostPayees = 200

/** Who gets what of a payment, all the way up the lineage, by the holders that the index knows; most first. */
export async function quoteOf(services: Services, { work, amount, token }: quoteOf.Payment): Promise<Quote> {
  const { store, settings } = services
  const lineage = await assertPayable(store, [work])
  const works = [...lineage.works.keys()]
  const split = Split.from({ lineage, work, amount, holders: await holdersOf(services, works) })
  const payees = [...split.payees].sort(([, a], [, b]) => (a > b ? -1 : a < b ? 1 : 0)).slice(0, mostPayees)
  const names = await namesOf(services, { people: payees.map(([account]) => account), works })
  const reasons = reasonsOf(split)
  return {
    work,
    money: { amount: `${amount}`, token: tokenOf(settings.tokens, token) },
    payees: payees.map(([account, part]) => {
      const address = Account.address(account)
      const reason = reasons.get(account)
      const workName = reason && names.get(reason.work)
      return {
        account: toPerson(address, names.get(address.toLowerCase())),
        role: reason?.role ?? 'leaf',
        ...(reason && { work: reason.work }),
        ...(workName !== undefined && { workName }),
        amount: `${part}`,
      }
    }),
    dust: `${split.dust}`,
  }
}

export declare namespace quoteOf {
  type Payment = { readonly work: Hex; readonly amount: bigint; readonly token: Hex }
}

async function holdersOf({ pool, client }: Services, works: readonly Hex[]): Promise<Map<Hex, Account.Account>> {
  const { rows } = await pool.query<{ id: Hex; holder: Hex }>(
    'SELECT id, holder FROM event_index.work WHERE id = ANY ($1) AND holder <> creator',
    [works],
  )
  return new Map(
    rows.map(({ id, holder }) => [id, Account.from({ chainId: client.chainId, address: getAddress(holder) })]),
  )
}

type Named = { readonly people: readonly Account.Account[]; readonly works: readonly Hex[] }

/** Names of people by address, and of works by id. */
async function namesOf({ pool }: Services, { people, works }: Named): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; name: string }>(
    `SELECT address AS key, name FROM studio.people WHERE address = ANY ($1)
     UNION ALL SELECT work, name FROM studio.catalog WHERE work = ANY ($2)`,
    [people.map((account) => Account.address(account).toLowerCase()), works],
  )
  return new Map(rows.map(({ key, name }) => [key, name]))
}

type Reason = { readonly role: 'residual' | 'flow'; readonly work: Hex }

/** Why an account is paid: as the holder of a work, or by a flow of its own; all others stand in trees. */
function reasonsOf({ lines }: Split.Split): Map<Account.Account, Reason> {
  const reasons = new Map<Account.Account, Reason>()
  for (const { kind, to, work } of lines) {
    if (kind === 'residual') reasons.set(Account.fromBytes32(to), { role: 'residual', work })
    const account = kind === 'account' ? Account.fromBytes32(to) : undefined
    if (account !== undefined && !reasons.has(account)) reasons.set(account, { role: 'flow', work })
  }
  return reasons
}
