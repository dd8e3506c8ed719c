import type { Hex } from 'viem'
import { sha256Of } from '../Cid.ts'
import type { Preimage } from '../Preimage.ts'
import * as Proof from '../Proof.ts'
import * as Record from '../Record.ts'
import * as Store from '../Store.ts'
import type { Ports } from '../verify.ts'
import { type Finding, finding } from './Findings.ts'

/** A work whose id, preimage and record agree. */
export type Claim = {
  readonly id: Hex
  readonly record: Record.Record
  readonly proof: Proof.Proof
  readonly entry?: Store.Entry
}

/** What was found of a work; `claim` only when everything about it agrees. */
export type Found = { readonly claim?: Claim; readonly record?: Record.Record; readonly findings: readonly Finding[] }

/** The work that a file's own record and proof speak of. */
export async function fromFile(texts: { record?: string; proof?: string }, ports: Ports): Promise<Found> {
  if (texts.record === undefined)
    return { findings: [finding('note', 'record', null, 'the credential carries no record')] }
  const record = attempt(() => Record.parse(new TextEncoder().encode(texts.record)))
  if (record instanceof Error) return { findings: [finding('integrity', 'record', false, firstLine(record))] }
  if (texts.proof === undefined) return { record, findings: [readable(record), noProof] }
  const proof = attempt(() => Proof.parse(texts.proof ?? ''))
  if (proof instanceof Error)
    return { record, findings: [readable(record), finding('integrity', 'work', false, firstLine(proof))] }
  const { id, findings } = identify(proof.work, record, ports)
  if (id === undefined) return { record, findings: [readable(record), ...findings] }
  // A store that cannot be read leaves the file's own proof as it is.
  const entry = await ports.store?.entry(id).catch(() => undefined)
  return { record, claim: { id, record, proof, ...(entry && { entry }) }, findings: [readable(record), ...findings] }
}

/** The work that the store knows under this id. */
export async function fromStore(id: Hex, ports: Ports): Promise<Found> {
  try {
    return await lookUp(id, ports)
  } catch (error) {
    return { findings: [finding('note', 'record', false, firstLine(error))] }
  }
}

async function lookUp(id: Hex, ports: Ports): Promise<Found> {
  const entry = await ports.store?.entry(id)
  const record = ports.store && entry && (await Store.record(ports.store, entry.record))
  if (ports.store === undefined || entry === undefined || record === undefined)
    return { findings: [finding('note', 'record', false, `the store lost what it knew of ${id}`)] }
  const identity = identify(entry.preimage, record, ports)
  const findings = [readable(record), ...identity.findings]
  if (identity.id !== id) return { record, findings }
  const model = await modelOf(entry.preimage, ports.store)
  const proof: Proof.Proof = {
    version: 1,
    work: entry.preimage,
    ...(entry.attestation && { signature: entry.attestation.signature }),
    ...(entry.authorization && { authorization: entry.authorization }),
    ...(model && { model }),
  }
  return { record, claim: { id, record, proof, entry }, findings }
}

/** Whether these bytes are those that the record names. */
export async function content(record: Record.Record, unsigned: Uint8Array): Promise<Finding> {
  const { sha256 } = record.tributary.content
  const found = await sha256Of(unsigned)
  const detail =
    found === sha256
      ? `the unsigned file is the one that the record names`
      : `the unsigned file is ${found}, the record names ${sha256}`
  return finding('integrity', 'content', found === sha256, detail)
}

/** Whether the picture is the one that the record names. */
export function pixels(record: Record.Record, found: Record.Pixels | undefined): Finding {
  const named = record.tributary.content.pixels
  if (named === undefined) return finding('integrity', 'pixels', null, 'the record names no picture')
  if (found === undefined) return finding('integrity', 'pixels', null, 'there is no decoder for it here')
  const same = found.sha256 === named.sha256 && found.width === named.width && found.height === named.height
  return finding(
    'integrity',
    'pixels',
    same,
    same ? `${named.width} x ${named.height}, as recorded` : `the picture is ${found.sha256}`,
  )
}

// A model's work and record from the store, in the form that a file carries.
async function modelOf(
  work: Preimage,
  store: Pick<Store.Store, 'entry' | 'get'>,
): Promise<Proof.Proof['model'] | undefined> {
  const entry = await store.entry(work.origin)
  const record = entry && (await Store.record(store, entry.record))
  if (entry === undefined || record === undefined) return undefined
  return { work: entry.preimage, record: new TextDecoder().decode(Record.bytes(record)) }
}

const noProof = finding('note', 'work', null, 'the credential carries no work')

function readable(record: Record.Record): Finding {
  return finding('integrity', 'record', true, `"${record.name}", ${record.tributary.kind}`)
}

function identify(work: Preimage, record: Record.Record, ports: Ports): { id?: Hex; findings: Finding[] } {
  const id = attempt(() => ports.workId(work))
  if (id instanceof Error) return { findings: [finding('integrity', 'work', false, firstLine(id))] }
  const hash = Record.hash(record)
  if (work.record !== hash)
    return { findings: [finding('integrity', 'work', false, `the record is ${hash}, the work names ${work.record}`)] }
  return { id, findings: [finding('integrity', 'work', true, `${id} binds this record`)] }
}

/** The result, or the error that it threw. */
export function attempt<T>(compute: () => T): T | Error {
  try {
    return compute()
  } catch (error) {
    return error instanceof Error ? error : new TypeError(String(error))
  }
}

/** What an error says, without its hint. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
