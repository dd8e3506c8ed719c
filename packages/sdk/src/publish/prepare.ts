import { Account, Work } from '@tributary/protocol'
import { Cid, Credential, type Preimage, type Proof, Record, Store } from '@tributary/provenance'
import { type Address, type Hex, zeroHash } from 'viem'
import * as Journal from '../journal/Journal.ts'
import { putTree } from '../store/trees.ts'
import { signOutput } from '../verbs/signOutput.ts'
import { type Draft, identityOf } from './Draft.ts'
import { type Desk, deskOf, type Publisher } from './Publisher.ts'

/** A work that is made, recorded, signed and stored; only the chain does not know of it yet. */
export type Prepared = {
  readonly id: Hex
  readonly work: Work.Work
  readonly record: Record.Record
  /** The unsigned file, which the record names. */
  readonly content: Store.StoredFile
  /** The file with its content credential, where its type can carry one. */
  readonly signed: Store.StoredFile | undefined
  /** `Output(id)`, by the model's key or by the creator. */
  readonly signature: Hex
  /** Names the steps of this work in the journal. */
  readonly job: Hex
}

/** What a draft became so far; each step adds to it. */
type Job = { readonly publisher: Publisher; readonly desk: Desk; readonly draft: Draft; readonly id: Hex }

/** Resale royalty by default: 5 %. */
const resaleByDefault = 50_000

/**
 * Does everything that needs no chain, each step once: time, content, record, id, signature, credential.
 *
 * The time is kept before any other step, since the record names it: whoever tries again after a crash gets the same
 * record and so the same id.
 */
export function prepare(publisher: Publisher, draft: Draft): Promise<Prepared> {
  const desk = deskOf(publisher)
  const creator = Account.from({ address: desk.account.address })
  const home = Account.from({ chainId: desk.client.chainId, address: desk.client.deployment.works })
  const id = Journal.id('publish', identityOf(draft, creator, home))
  // Two at a time would each keep a time of their own, and so make two works of one draft.
  return desk.client.turns(`publish ${id}`, () => makeWork({ publisher, desk, draft, id }, creator, home))
}

async function makeWork(job: Job, creator: bigint, home: bigint): Promise<Prepared> {
  const { draft, desk } = job
  const time = await once(job, 'time', async () => Math.floor(Date.now() / 1000))
  const { content, pixels } = await contentOf(job)
  const record = await recordOf(job, time, content, pixels)
  const { resale = resaleByDefault, arbiter = 0n, flows } = draft
  const origin = draft.origin?.model ?? zeroHash
  const work = Work.from({ creator, home, record: Record.hash(record), origin, resale, arbiter, flows })
  const id = await once(job, 'work', async () => Work.id(work))
  // A key that was revoked meanwhile may be replaced: the id stays, the signature does not.
  const signer = draft.origin?.key ?? desk.account
  const signature = await once(job, 'signature', () => signOutput(signer, work), signer.address)
  const prepared = { id, work, record, content, signature, job: job.id }
  const signed = await once(job, 'credential', async () => (await sign(job, prepared)) ?? null, signer.address)
  const known = { ...prepared, signed: signed ?? undefined }
  await keep(job, known, pixels)
  return known
}

function once<value extends Journal.Json>(
  job: Job,
  step: string,
  act: () => Promise<value>,
  signer?: Address,
): Promise<value> {
  return Journal.once(job.desk.journal, `publish.${step}`, [job.id, signer], act)
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

function keepLicense(store: Store.Store, { name, text }: { name: string; text: string }): Promise<Store.StoredFile> {
  const bytes = new TextEncoder().encode(text)
  return Store.putFile(store, { bytes, name, mediaType: 'text/markdown', role: 'license' })
}

type Unsigned = Omit<Prepared, 'signed'>

/** Puts the content credential into the file, unless its type carries none or the studio has no certificate. */
async function sign(job: Job, prepared: Unsigned): Promise<Store.StoredFile | undefined> {
  const { credentials } = job.publisher
  if (credentials === undefined) return undefined
  const { store } = job.desk
  const { content, record } = prepared
  const { training } = job.draft
  const bytes = await Store.file(store, content)
  const ingredients = (await job.draft.ingredients?.()) ?? []
  const draft = { bytes, record, proof: await proofOf(job, prepared), ingredients, ...(training && { training }) }
  try {
    const signed = await Credential.sign(credentials.library, draft, credentials.signer)
    const { name, mediaType } = content
    return await Store.putFile(store, { bytes: signed, mediaType, role: 'signed', ...(name && { name }) })
  } catch (error) {
    if (error instanceof Credential.UnsignableError) return undefined
    throw error
  }
}

async function proofOf({ desk, draft }: Job, { work, signature }: Unsigned): Promise<Proof.Proof> {
  const base = { version: 1, work: preimageOf(work), signature } as const
  if (draft.origin === undefined) return base
  const model = await modelOf(desk.store, draft.origin.model)
  const { authorization } = draft.origin
  return { ...base, ...(model && { model }), ...(authorization && { authorization }) }
}

async function modelOf(store: Store.Store, id: Hex): Promise<Proof.Proof['model']> {
  const entry = await store.entry(id)
  const record = entry && (await Store.record(store, entry.record))
  if (entry === undefined || record === undefined) return undefined
  return { work: entry.preimage, record: new TextDecoder().decode(Record.bytes(record)) }
}

/** Last of all, so that whoever finds the entry finds everything that it leads to. */
async function keep({ desk, draft }: Job, prepared: Prepared, pixels: Record.Pixels | undefined): Promise<void> {
  const { id, work, content, signed, signature } = prepared
  const { store } = desk
  const attached = (draft.attachments ?? []).map(({ bytes, mediaType, name }) =>
    Store.putFile(store, { bytes, mediaType, role: 'attachment', ...(name === undefined ? {} : { name }) }),
  )
  const license = draft.license ? [await keepLicense(store, draft.license)] : []
  const files = [content, ...(signed ? [signed] : []), ...license, ...(await Promise.all(attached))]
  const trees = await Promise.all((draft.trees ?? []).map((tree) => putTree(store, tree)))
  const attestation = draft.origin ? { signature, root: zeroHash, path: [] } : undefined
  const authorization = draft.origin?.authorization
  const entry: Store.Entry = {
    version: 1,
    work: id,
    preimage: preimageOf(work),
    record: work.record,
    files,
    trees,
    ...(pixels && { pixels }),
    ...(attestation && { attestation }),
    ...(authorization && { authorization }),
  }
  await store.putEntry(joined(await store.entry(id), entry))
}

/** What is known already stays, its anchor above all, unless it was signed by another key since. */
function joined(known: Store.Entry | undefined, made: Store.Entry): Store.Entry {
  if (known === undefined) return made
  const isSame = known.attestation?.signature === made.attestation?.signature
  return isSame ? Store.merge(known, made) : Store.merge(made, known)
}

function preimageOf(work: Work.Work): Preimage.Preimage {
  return Work.toJson(work)
}
