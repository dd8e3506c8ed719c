import { Work } from '@tributary/protocol'
import { Credential, type Preimage, type Proof, Record, Store } from '@tributary/provenance'
import { type Hex, zeroHash } from 'viem'
import { putTree } from '../store/trees.ts'
import { signOutput } from '../verbs/signOutput.ts'
import { type Composed, composeJob, inTurn, type Job, keepLicense, once } from './compose.ts'
import type { Draft } from './Draft.ts'
import type { Publisher } from './Publisher.ts'

/** A work that is made, recorded, signed and stored; only the chain does not know of it yet. */
export type Prepared = Omit<Composed, 'pixels'> & {
  /** The file with its content credential, where its type can carry one. */
  readonly signed: Store.StoredFile | undefined
  /** `Output(id)`, by the model's key or by the creator. */
  readonly signature: Hex
}

/** Does everything that needs no chain, each step once: what `compose` does, then signature and credential. */
export function prepare(publisher: Publisher, draft: Draft): Promise<Prepared> {
  return inTurn(publisher, draft, prepareJob)
}

async function prepareJob(job: Job): Promise<Prepared> {
  const { draft, desk } = job
  const { pixels, ...composed } = await composeJob(job)
  const key = draft.origin?.key
  // A key that was revoked meanwhile may be replaced: the id stays, the signature does not.
  const signer = key?.address ?? desk.creator.address
  const sign = () => (key ? signOutput(key, composed.work) : desk.creator.sign(composed.work))
  const signature = await once(job, 'signature', sign, signer)
  const unsigned = { ...composed, signature }
  const signed = await once(job, 'credential', async () => (await signFile(job, unsigned)) ?? null, signer)
  const prepared = { ...unsigned, signed: signed ?? undefined }
  await keep(job, prepared, pixels)
  return prepared
}

type Unsigned = Omit<Prepared, 'signed'>

/** Puts the content credential into the file, unless its type carries none or the studio has no certificate. */
async function signFile(job: Job, prepared: Unsigned): Promise<Store.StoredFile | undefined> {
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
