import { Books, Bucket, type Flow, Ledger, Lineage, Tree, Work } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { wholeLineage } from '../store/lineage.ts'
import { holdersOf } from '../verbs/quote.ts'
import { type Events, type LedgerEvent, readEvents } from './events.ts'
import { paidLeafOf } from './storage.ts'

/** The ledger of a chain, rebuilt from its events, with every preimage that chain and store know. */
export type Rebuilt = {
  readonly block: bigint
  readonly events: Events
  readonly ledger: Ledger.Ledger
  readonly lineage: Lineage.Lineage
  /** Which work, and which of its two kinds of money, a bucket is. */
  readonly buckets: ReadonlyMap<Hex, Source>
}

/** Where leaves are entered that were lifted out of a tree that is not held, so that nobody knows their prefix. */
export const beyondPrefixes: bigint = 2n ** 256n

/** One of the two buckets of a work whose terms are known. */
export type Source = { readonly id: Hex; readonly work: Work.Work; readonly kind: Bucket.Kind }

/** Rebuilds the ledger from the chain alone; works and trees that nobody published come from the store, if any. */
export async function ledgerOf(client: Client, parameters: readEvents.Parameters = {}): Promise<Rebuilt> {
  const rebuilt = await booksOf(client, parameters)
  const holders = await holdersOf(client, worksWithMoney(rebuilt))
  return { ...rebuilt, ledger: { ...rebuilt.ledger, holders } }
}

/** As {@link ledgerOf}, without asking who holds the works now: the books depend on no holder. */
export async function booksOf(client: Client, parameters: readEvents.Parameters = {}): Promise<Rebuilt> {
  const events = await readEvents(client, parameters)
  const lineage = await knownLineage(client, events)
  const ledger = Ledger.create({ chainId: client.chainId })
  const rebuilt = { block: events.block, events, ledger, lineage, buckets: bucketsOf(lineage) }
  const lifts = events.ledger.flatMap((event) => enter(rebuilt, event) ?? [])
  await enterLifts(client, rebuilt, lifts)
  return rebuilt
}

/** Works that earned anything, and those upstream that will: only their holders matter. */
function worksWithMoney({ ledger, lineage, buckets }: Rebuilt): ReadonlyMap<Hex, Work.Work> {
  const paid = [...ledger.books.entries.values()].flatMap(({ bucket }) => buckets.get(bucket)?.id ?? [])
  const all = Lineage.order(lineage, new Set(paid))
  return new Map(all.flatMap((id) => (lineage.works.has(id) ? [[id, lineage.works.get(id)!] as const] : [])))
}

/** Works that were published or minted, and all that the store holds. */
async function knownLineage(client: Client, events: Events): Promise<Lineage.Lineage> {
  const stored = client.store ? await wholeLineage(client.store) : Lineage.from({})
  // The contract has hashed the terms: to do so again would take most of the time there is.
  const shown = events.works.flatMap(({ eventName, args }) =>
    eventName === 'Published' ? [[args.work, Work.fromAbi(args.terms)] as const] : [],
  )
  return { works: new Map([...stored.works, ...shown]), trees: stored.trees }
}

function bucketsOf({ works }: Lineage.Lineage): ReadonlyMap<Hex, Source> {
  const buckets = new Map<Hex, Source>()
  for (const [id, work] of works) for (const kind of Bucket.kinds) buckets.set(Bucket.of(id, kind), { id, work, kind })
  return buckets
}

/** Money of a tree's leaf that was lifted to a work: the event does not say which leaf, only where to. */
type Lift = { readonly entry: Books.Entry; readonly flow: number; readonly to: Hex; readonly tree: Tree.Tree }

/** Enters an event into the books, except which leaf was lifted: that is returned. */
function enter(rebuilt: Rebuilt, { eventName, args }: LedgerEvent): Lift | undefined {
  const { books } = rebuilt.ledger
  if (eventName === 'Paid') {
    Books.credit(books, args)
    Books.receive(books, args.token, args.amount)
  } else if (eventName === 'Collected') {
    Books.entryOf(books, args.bucket, args.token).collected += args.amount
    Books.payOut(books, args.token, args.to, args.amount)
  } else if (eventName === 'Claimed') {
    const [entry, flow] = [Books.entryOf(books, args.bucket, args.token), Number(args.flow)]
    if (flowAt(rebuilt, args.bucket, flow)?.kind === 'tree') Books.addLeaf(entry, flow, args.prefix, args.amount)
    else Books.addFlow(entry, flow, args.amount)
    Books.payOut(books, args.token, args.to, args.amount)
  } else if (eventName === 'Distributed') {
    const { from, to, token, amount } = args
    const [entry, flow] = [Books.entryOf(books, from, token), Number(args.flow)]
    Books.credit(books, { bucket: to, token, amount })
    const terms = flowAt(rebuilt, from, flow)
    const tree = terms?.kind === 'tree' ? rebuilt.lineage.trees.get(terms.to) : undefined
    if (tree) return { entry, flow, to, tree }
    if (terms?.kind === 'tree') Books.addLeaf(entry, flow, beyondPrefixes + BigInt(to), amount)
    else Books.addFlow(entry, flow, amount)
  }
  return undefined
}

function flowAt({ buckets }: Rebuilt, bucket: Hex, flow: number): Flow.Flow | undefined {
  return buckets.get(bucket)?.work.flows[flow]
}

/** A work may stand in a tree more than once; the contract alone knows how much was lifted for which leaf. */
async function enterLifts(client: Client, { block }: Rebuilt, lifts: readonly Lift[]): Promise<void> {
  const leaves = new Map<string, Lift & { prefix: bigint }>()
  for (const lift of lifts) {
    for (const index of Tree.find(lift.tree, { kind: 'work', to: lift.to })) {
      const prefix = Tree.prefix(lift.tree, index)
      leaves.set(`${lift.entry.bucket}:${lift.entry.token}:${lift.flow}:${prefix}`, { ...lift, prefix })
    }
  }
  await Promise.all(
    [...leaves.values()].map(async ({ entry, flow, prefix }) => {
      const { bucket, token } = entry
      Books.addLeaf(entry, flow, prefix, await paidLeafOf(client, { bucket, token, flow, prefix, block }))
    }),
  )
}
