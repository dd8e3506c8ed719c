import { Account, Books, Dues } from '@tributary/protocol'
import { paidFor, type Rebuilt } from '@tributary/sdk'
import { type Address, type Hex, isAddressEqual } from 'viem'
import type { People } from './People.ts'
import type { Payment, Place, Stream } from './Report.ts'

/** What a river is drawn from: the rebuilt ledger, and names for works and people. */
export type Source = {
  readonly rebuilt: Rebuilt
  readonly token: { readonly address: Address; readonly symbol: string }
  readonly people: People
  readonly workName: (id: Hex) => string
}

/** Everything that moved or may move in one token, equal ends added up. */
export function streamsOf(source: Source, payments: readonly Payment[]): Stream[] {
  const { token } = source
  const paid = payments.filter(({ symbol }) => symbol === token.symbol)
  const into = paid.map(
    ({ what, work, amount }) => ({ from: payment(what), to: theWork(work), amount, kind: 'payment' }) as const,
  )
  return addUp([...into, ...movedOf(source), ...owedOf(source)])
}

const payment = (name: string): Place => ({ kind: 'payment', name })
const theWork = (name: string): Place => ({ kind: 'work', name })
const person = (name: string): Place => ({ kind: 'person', name })

function movedOf({ rebuilt, token, people, workName }: Source): Stream[] {
  const at = (bucket: Hex): Place => theWork(workName(rebuilt.buckets.get(bucket)?.id ?? bucket))
  return rebuilt.events.ledger.flatMap(({ eventName, args }): Stream[] => {
    if (!('token' in args) || !isAddressEqual(args.token, token.address)) return []
    const amount = `${args.amount}`
    if (eventName === 'Distributed') return [{ from: at(args.from), to: at(args.to), amount, kind: 'lineage' }]
    if (eventName === 'Claimed')
      return [{ from: at(args.bucket), to: person(people.nameOf(args.account)), amount, kind: 'paid' }]
    if (eventName === 'Collected')
      return [{ from: at(args.bucket), to: person(people.nameOf(args.holder)), amount, kind: 'paid' }]
    return []
  })
}

/** What lies in a bucket for the next in line, who may take it now. */
function owedOf(source: Source): Stream[] {
  const { rebuilt, token, workName } = source
  const { ledger, lineage, buckets } = rebuilt
  return [...buckets].flatMap(([bucket, { id, work }]) => {
    const entry = Books.find(ledger.books, bucket, token.address)
    if (entry === undefined) return []
    return [...Dues.of({ work, gross: entry.gross, trees: lineage.trees })].flatMap((due): Stream[] => {
      const left = due.amount - paidFor(entry, due)
      if (left === 0n) return []
      const holder = ledger.holders.get(id) ?? work.creator
      return [{ from: theWork(workName(id)), to: payeeOf(source, due, holder), amount: `${left}`, kind: 'owed' }]
    })
  })
}

function payeeOf({ people, workName }: Source, due: Dues.Due, holder: Account.Account): Place {
  if (due.kind === 'residual') return person(people.nameOf(Account.address(holder)))
  const payee = due.kind === 'leaf' ? due.leaf : due
  if (payee.kind === 'work') return theWork(workName(payee.to))
  if (payee.kind === 'tree') return person('contributors')
  return person(people.nameOf(Account.address(Account.fromBytes32(payee.to))))
}

function addUp(streams: readonly Stream[]): Stream[] {
  const sums = new Map<string, Stream>()
  for (const stream of streams) {
    const key = JSON.stringify([stream.from, stream.to, stream.kind])
    const known = sums.get(key)
    sums.set(key, known ? { ...known, amount: `${BigInt(known.amount) + BigInt(stream.amount)}` } : stream)
  }
  return [...sums.values()]
}
