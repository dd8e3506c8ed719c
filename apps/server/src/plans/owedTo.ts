import { Account, type Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import type { Database } from '../database/transaction.ts'
import { type Due, duesOf } from '../reads/dues.ts'
import { snapshot } from '../reads/snapshot.ts'
import { type Lift, liftsFor } from './liftsFor.ts'
import { termsOfWorks } from './termsOfWorks.ts'
import { treesFor } from './treesFor.ts'

/** What an account is owed in one token: what has to be lifted first, then every right of its own. */
export type Owed = { readonly token: Address; readonly lifts: readonly Lift[]; readonly dues: readonly Due[] }

/** Everything that can be claimed for an account, as the index has it at one moment. */
export type Claims = {
  readonly owed: readonly Owed[]
  /** Terms of works that were published; those of the others are in the store. */
  readonly terms: ReadonlyMap<Hex, Work.Work>
  /** Of each tree that proofs are needed of, a work whose entry in the store holds it. */
  readonly trees: ReadonlyMap<Hex, Hex>
}

/** What an account can claim, of every token or of one. */
export function owedTo({ pool, client }: Services, address: Address, token?: string): Promise<Claims> {
  const mine = [0n, BigInt(client.chainId)].map((chainId) => Account.from({ address, chainId }))
  const values = [mine.map(Account.toBytes32), address.toLowerCase(), mine.map(String)]
  return snapshot(pool, async (database) => {
    const open = (await duesOf(database, values)).filter(({ due, paid, pending }) => due - paid + pending > 0n)
    const wanted = open.filter((due) => token === undefined || due.token === token.toLowerCase())
    const owed: Owed[] = []
    for (const [each, dues] of Map.groupBy(wanted, (due) => due.token)) {
      owed.push({ token: each, dues, lifts: await liftsOf(database, each, dues) })
    }
    const all = { dues: owed.flatMap(({ dues }) => dues), lifts: owed.flatMap(({ lifts }) => lifts) }
    const works = new Set([...all.dues, ...all.lifts].map(({ work }) => work))
    return { owed, terms: await termsOfWorks(database, [...works]), trees: await treesFor(database, all) }
  })
}

async function liftsOf(database: Database, token: string, dues: readonly Due[]): Promise<Lift[]> {
  const waiting = new Set(dues.filter(({ pending }) => pending > 0n).map(({ work }) => work))
  return waiting.size === 0 ? [] : liftsFor(database, token, [...waiting])
}
