import { Account, Tree } from '@tributary/protocol'
import { Store } from '@tributary/provenance'
import { ledgerOf, type Rebuilt, readToken, reconcile, type Token } from '@tributary/sdk'
import { type Address, type Hex, isAddressEqual } from 'viem'
import { artistRole } from '../home/artistRole.ts'
import type { Session } from '../session/Session.ts'
import { shorten } from '../terminal/format.ts'
import { type People, peopleOf } from './People.ts'
import { paymentsOf } from './paymentsOf.ts'
import type { Contributor, Payee, Report, Step, Stream } from './Report.ts'
import { type Gallery, showWork, thumbnail } from './showWork.ts'
import { streamsOf } from './streamsOf.ts'

/** Pixels along an artist's pictures on the page. */
const stripSide = 96

/** What a token comes to in which nothing was ever paid. */
const nothing = { paidIn: 0n, paidOut: 0n, unclaimed: 0n, dust: 0n, accounts: new Map<Account.Account, bigint>() }

/** What the page is about, beside what chain and store say themselves. */
export type Subject = {
  readonly title: string
  readonly token: Token
  readonly steps: readonly Step[]
  /** Seconds since 1970. */
  readonly time: number
} & Pick<Gallery, 'codecs' | 'judge'>

/** Reads everything the page shows from chain and store, reconciled to the wei; no number comes from anywhere else. */
export async function gather(session: Session, subject: Subject): Promise<Report> {
  const { client, store, keys } = session
  const { token, steps, title, time } = subject
  const rebuilt = await ledgerOf(client)
  const people = peopleOf(keys)
  const workName = await namesOfWorks(store, rebuilt)
  const gallery: Gallery = { ...subject, store, people, workName }
  const payments = paymentsOf(rebuilt, { tokens: await tokensIn(session, rebuilt), people, workName })
  const streams = streamsOf({ rebuilt, token, people, workName }, payments)
  const works = []
  for (const id of oldestFirst(rebuilt)) works.push(await showWork(gallery, rebuilt, id, token.address))
  const { paidIn, paidOut, unclaimed, dust, accounts } = (await reconcile(client)).tokens.get(token.address) ?? nothing
  const { ledger, works: worksAddress } = client.deployment
  return {
    title,
    time,
    chain: { id: client.chainId, block: `${rebuilt.block}`, ledger, works: worksAddress },
    token,
    totals: { paidIn: `${paidIn}`, paidOut: `${paidOut}`, unclaimed: `${unclaimed}`, dust: `${dust}` },
    works,
    contributors: await contributorsOf(gallery, rebuilt, streams),
    payments,
    streams,
    payees: payeesOf(rebuilt, token.address, people, accounts),
    steps,
  }
}

/** The names of works; those of the same name are told apart by their kind, and if need be by their ids. */
async function namesOfWorks(store: Store.Store, { lineage }: Rebuilt): Promise<(id: Hex) => string> {
  const names = new Map<Hex, string>()
  const taken = new Set<string>()
  for (const id of lineage.works.keys()) {
    const entry = await store.entry(id)
    const record = entry && (await Store.record(store, entry.record))
    if (record === undefined) continue
    const { name } = record
    const choices = [name, `${name}, ${record.tributary.kind}`, `${name} ${shorten(id)}`]
    const free = choices.find((choice) => !taken.has(choice)) ?? id
    names.set(id, free)
    taken.add(free)
  }
  return (id) => names.get(id) ?? shorten(id)
}

/** The order in which works were shown to the chain, then those that never were. */
function oldestFirst({ events, lineage }: Rebuilt): Hex[] {
  const shown = events.works.flatMap((event) => (event.eventName === 'Published' ? [event.args.work] : []))
  return [...new Set([...shown, ...lineage.works.keys()])]
}

async function tokensIn(session: Session, { ledger }: Rebuilt): Promise<Map<string, Token>> {
  const addresses = new Set([...ledger.books.entries.values()].map(({ token }) => token))
  const tokens = await Promise.all([...addresses].map((address) => readToken(session.client, address)))
  return new Map(tokens.map((token) => [token.address.toLowerCase(), token]))
}

function payeesOf(
  { events }: Rebuilt,
  token: Address,
  people: People,
  owed: ReadonlyMap<Account.Account, bigint>,
): Payee[] {
  const rows = new Map<string, { address: Address; paid: bigint; unclaimed: bigint }>()
  const rowOf = (address: Address): { address: Address; paid: bigint; unclaimed: bigint } => {
    const row = rows.get(address.toLowerCase()) ?? { address, paid: 0n, unclaimed: 0n }
    rows.set(address.toLowerCase(), row)
    return row
  }
  for (const { eventName, args } of events.ledger) {
    if (eventName === 'Claimed' && isAddressEqual(args.token, token)) rowOf(args.account).paid += args.amount
    if (eventName === 'Collected' && isAddressEqual(args.token, token)) rowOf(args.holder).paid += args.amount
  }
  for (const [account, amount] of owed) rowOf(Account.address(account)).unclaimed += amount
  return [...rows.values()]
    .sort((a, b) => Number(b.paid + b.unclaimed - a.paid - a.unclaimed))
    .map(({ address, paid, unclaimed }) => ({
      name: people.nameOf(address),
      address,
      paid: `${paid}`,
      unclaimed: `${unclaimed}`,
    }))
}

/** The artists of every data set: their weight in its tree, what they earned, and their pictures. */
async function contributorsOf(
  gallery: Gallery,
  { lineage }: Rebuilt,
  streams: readonly Stream[],
): Promise<Contributor[]> {
  const shown: Contributor[] = []
  for (const [id, work] of lineage.works) {
    const files =
      (await gallery.store.entry(id))?.files.filter(
        ({ role, mediaType }) => role === 'attachment' && mediaType === 'image/png',
      ) ?? []
    const tree = work.flows.map(({ to }) => lineage.trees.get(to)).find((found) => found !== undefined)
    if (files.length === 0 || tree === undefined) continue
    for (const leaf of Tree.leaves(tree)) {
      const name = gallery.people.nameOf(Account.address(Account.fromBytes32(leaf.to)))
      const theirs = files.filter((file) => artistRole(file.name?.split('/')[0] ?? '') === `artist-${name}`).slice(0, 8)
      const pictures = await Promise.all(
        theirs.map(async (file) => thumbnail(await Store.file(gallery.store, file), gallery.codecs, stripSide)),
      )
      const earned = streams.reduce(
        (sum, { to, amount, kind }) =>
          to.kind === 'person' && to.name === name && kind !== 'payment' ? sum + BigInt(amount) : sum,
        0n,
      )
      shown.push({ name, earned: `${earned}`, pictures })
    }
  }
  return shown
}
