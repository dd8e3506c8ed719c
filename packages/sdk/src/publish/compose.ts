import { Account, Work } from '@tributary/protocol'
import { Cid, Record, Store } from '@tributary/provenance'
import { type Address, type Hex, zeroHash } from 'viem'
import * as Journal from '../journal/Journal.ts'
import { type Draft, identityOf } from './Draft.ts'
import { type Desk, deskOf, type Publisher } from './Publisher.ts'

/** A work that is made and recorded: its id is known, and nobody has signed it yet. */
export type Composed = {
  readonly id: Hex
  readonly work: Work.Work
  readonly record: Record.Record
  /** The unsigned file, which the record names. */
  readonly content: Store.StoredFile
  readonly pixels: Record.Pixels | undefined
  /** Names the steps of this work in the journal. */
  readonly job: Hex
}

/** What a draft becomes, step by step. */
export type Job = { readonly publisher: Publisher; readonly desk: Desk; readonly draft: Draft; readonly id: Hex }

/** Resale royalty by default: 5 %. */
const resaleByDefault = 50_000

/**
 * Makes everything that the id of a work follows from, each step once: time, content, record. Whoever is to sign it can
 * be asked now, and `prepare` goes on when the signature is there.
 *
 * The time is kept before any other step, since the record names it: whoever tries again after a crash gets the same
 * record and so the same id.
 */
export function compose(publisher: Publisher, draft: Draft): Promise<Composed> {
  return inTurn(publisher, draft, composeJob)
}

/** Two at a time would each keep a time of their own, and so make two works of one draft. */
export function inTurn<value>(publisher: Publisher, draft: Draft, act: (job: Job) => Promise<value>): Promise<value> {
  const desk = deskOf(publisher)
  const id = Journal.id('publish', identityOf(draft, creatorOf(desk), homeOf(desk)))
  return desk.client.turns(`publish ${id}`, () => act({ publisher, desk, draft, id }))
}

export async function composeJob(job: Job): Promise<Composed> {
  const { draft, desk } = job
  const time = await once(job, 'time', async () => Math.floor(Date.now() / 1000))
  const { content, pixels } = await contentOf(job)
  const record = await recordOf(job, time, content, pixels)
  const { resale = resaleByDefault, arbiter = 0n, flows } = draft
  const origin = draft.origin?.model ?? zeroHash
  const [creator, home] = [creatorOf(desk), homeOf(desk)]
  const work = Work.from({ creator, home, record: Record.hash(record), origin, resale, arbiter, flows })
  const id = await once(job, 'work', async () => Work.id(work))
  return { id, work, record, content, pixels, job: job.id }
}

/** Does a step once; what a key signs is another step for another key. */
export function once<value extends Journal.Json>(
  job: Job,
  step: string,
  act: () => Promise<value>,
  signer?: Address,
): Promise<value> {
  return Journal.once(job.desk.journal, `publish.${step}`, [job.id, signer], act)
}

function creatorOf({ creator }: Desk): Account.Account {
  return Account.from({ address: creator.address })
}

function homeOf({ client }: Desk): Account.Account {
  return Account.from({ chainId: client.chainId, address: client.deployment.works })
}

type Kept = { readonly content: Store.StoredFile; readonly pixels: Record.Pixels | undefined }

async function contentOf(job: Job): Promise<Kept> {
  const kept = await once(job, 'content', async () => {
    const { bytes, mediaType, name, pixels } = await job.draft.content()
    const file = { bytes, mediaType, role: 'content', ...(name === undefined ? {} : { name }) } as const
    return { content: await Store.putFile(job.desk.store, file), pixels: pixels ?? null }
  })
  return { content: kept.content, pixels: kept.pixels ?? undefined }
}

async function recordOf(
  job: Job,
  time: number,
  file: Store.StoredFile,
  pixels?: Record.Pixels,
): Promise<Record.Record> {
  const { draft, desk, publisher } = job
  const hash = await once(job, 'record', async () => {
    const { kind, name, description, recipe, parents = [], dataset, contributions, previous } = draft
    const { sha256, cid, mediaType, size } = file
    const content = { sha256, cid, mediaType, size, ...(pixels && { pixels }) }
    const text = draft.license && (await keepLicense(desk.store, draft.license))
    const license = text && { sha256: text.sha256, cid: text.cid, name: draft.license?.name }
    const optional = { description, recipe, dataset, contributions, previous, license }
    const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
    const tools = { ...(publisher.tools ?? { tributary: '0.1.0' }) }
    const record = Record.from({ kind, name, content, parents, creator: publisher.issuer.did, tools, time, ...present })
    await Store.putRecord(desk.store, record)
    return Record.hash(record)
  })
  const record = await Store.record(desk.store, hash)
  if (record === undefined) throw new Store.MissingError({ cid: Cid.raw(hash) })
  return record
}

/** Keeps the text under which the work stands. */
export function keepLicense(
  store: Store.Store,
  { name, text }: { name: string; text: string },
): Promise<Store.StoredFile> {
  const bytes = new TextEncoder().encode(text)
  return Store.putFile(store, { bytes, name, mediaType: 'text/markdown', role: 'license' })
}
