import { Account, Lineage, Work } from '@tributary/protocol'
import { Store } from '@tributary/provenance'
import { type Draft, holdersOf, lineageOf } from '@tributary/sdk'
import type { DraftInput, Flow } from '@tributary/sdk/wire'
import { type Address, getAddress, type Hex, numberToHex } from 'viem'
import type { DraftedWork } from './DraftRow.ts'
import type { DraftServices } from './DraftServices.ts'
import type { Made, Making } from './parts/Making.ts'
import { makePart } from './parts/makePart.ts'
import { quoteOf, tenOf } from './quoteOf.ts'

/** What a draft would become: its works without ids, and who would get what of $10. Nothing is made. */
export type Described = { readonly works: readonly DraftedWork[]; readonly uploads: readonly string[] }

/** Finds everything that the parts name, and says what would come of them. */
export async function describeParts(services: DraftServices, creator: Address, input: DraftInput): Promise<Described> {
  const earlier: Hex[] = []
  const models: Making['models'] = new Map()
  const made: Made[] = []
  const terms: Work.Work[] = []
  for (const index of input.parts.keys()) {
    const part = await makePart({ services, creator, earlier, models }, input.parts, index)
    const work = provisional(services, creator, part.draft, index)
    made.push(part)
    terms.push(work)
    earlier.push(Work.id(work))
  }
  const works = await quoteAll(services, made, terms)
  return { works, uploads: made.flatMap(({ uploads }) => uploads) }
}

/** The work as it will be but for its record: whom it pays does not follow from that. */
function provisional({ client }: DraftServices, creator: Address, { flows }: Draft, index: number): Work.Work {
  return Work.from({
    creator: Account.from({ address: getAddress(creator) }),
    home: Account.from({ chainId: client.chainId, address: client.deployment.works }),
    record: numberToHex(index + 1, { size: 32 }),
    flows,
  })
}

async function quoteAll(
  services: DraftServices,
  made: readonly Made[],
  terms: readonly Work.Work[],
): Promise<DraftedWork[]> {
  const { client, store, settings } = services
  const own = Lineage.from({ works: terms, trees: made.flatMap(({ draft }) => draft.trees ?? []) })
  const upstream = await lineageOf(
    store,
    terms.flatMap((work) => Lineage.parents(own, work)).filter((id) => !own.works.has(id)),
  )
  const lineage = {
    works: new Map([...upstream.works, ...own.works]),
    trees: new Map([...upstream.trees, ...own.trees]),
  }
  const [holders, names, people] = await Promise.all([
    holdersOf(client, upstream.works),
    namesOf(services, [...upstream.works.keys()], made, terms),
    peopleOf(services),
  ])
  const [token] = settings.tokens
  if (token === undefined) return []
  return made.map(({ draft, picture }, index) => {
    const work = Work.id(terms[index] as Work.Work)
    const quote = quoteOf({
      lineage,
      work,
      amount: tenOf(token),
      token,
      holders,
      nameOf: (id) => names.get(id),
      personOf: (address) => people.get(address.toLowerCase()),
    })
    // The id of a part is provisional: nobody should take it for the work's.
    const payees = quote.payees.map(({ work: from, ...rest }) =>
      from && own.works.has(from as Hex) ? rest : { ...rest, ...(from && { work: from }) },
    )
    const flows = draft.flows.map((flow) => flowOf(flow, lineage, names))
    return { kind: draft.kind, name: draft.name, picture, flows, quote: { ...quote, payees }, signed: false }
  })
}

function flowOf(
  { kind, share, to }: Draft['flows'][number],
  lineage: Lineage.Lineage,
  names: ReadonlyMap<Hex, string>,
): Flow {
  const [name, leaves] = [names.get(to), lineage.trees.get(to)?.size]
  return { kind, share, to, ...(name !== undefined && { name }), ...(leaves !== undefined && { leaves }) }
}

/** What works are called, those that are only drafted included. */
async function namesOf(
  { store }: DraftServices,
  ids: readonly Hex[],
  made: readonly Made[],
  terms: readonly Work.Work[],
): Promise<ReadonlyMap<Hex, string>> {
  const stored = ids.map(async (id) => {
    const entry = await store.entry(id)
    const record = entry && (await Store.record(store, entry.record))
    return [id, record?.name ?? `${id.slice(0, 10)}…`] as const
  })
  const drafted = made.map(({ draft }, index) => [Work.id(terms[index] as Work.Work), draft.name] as const)
  return new Map([...(await Promise.all(stored)), ...drafted])
}

async function peopleOf({ pool }: DraftServices): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ address: string; name: string }>('SELECT address, name FROM studio.people')
  return new Map(rows.map(({ address, name }) => [address.toLowerCase(), name]))
}
