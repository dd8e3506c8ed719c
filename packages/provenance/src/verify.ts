import type { Address, Hex } from 'viem'
import { sha256Of } from './Cid.ts'
import { type MediaType, sniff } from './Container.ts'
import type { Validator } from './Credential.ts'
import type { Document } from './Did.ts'
import type { Preimage, WorkId } from './Preimage.ts'
import type { Pixels, Recipe } from './Record.ts'
import type { Attestation, Store } from './Store.ts'
import type { Seconds } from './Time.ts'
import type { Subject, Verdict } from './Verdict.ts'
import { authority } from './verify/authority.ts'
import { type Conclusion, conclude } from './verify/conclude.ts'
import { license, rerun } from './verify/evidence.ts'
import { type Finding, finding } from './verify/Findings.ts'
import { type Inspection, inspect } from './verify/inspect.ts'
import { openBundle } from './verify/openBundle.ts'
import { type Names, namesOf, recognize } from './verify/recognize.ts'
import { content, type Found, fromFile, fromStore, pixels } from './verify/subject.ts'

/** What `verify` may ask of the world. Only the first two are needed; each of the others allows one more check. */
export type Ports = {
  /** The loaded C2PA validator, with the roots that it trusts. */
  readonly validator: Validator
  readonly workId: WorkId
  /** Recognizes files without a credential, and knows license texts. */
  readonly store?: Pick<Store, 'get' | 'entry' | 'find'>
  /** Decodes a picture; `undefined` if it is none. */
  readonly decode?: (bytes: Uint8Array, mediaType: string) => Promise<Pixels | undefined>
  /** Renders a recipe again; `undefined` if this machine has no engine or model for it. */
  readonly render?: (recipe: Recipe) => Promise<Pixels | undefined>
  /** What the work's home chain says; `undefined` if that chain is not connected. */
  readonly chain?: (question: ChainQuestion) => Promise<ChainAnswer | undefined>
  /** Resolves a DID that does not carry its own keys (did:web). */
  readonly resolve?: (did: string) => Promise<Document>
}

/** What is asked of the chain about a work. */
export type ChainQuestion = {
  readonly id: Hex
  readonly work: Preimage
  readonly attestation?: Attestation
  readonly key?: Address
}

/** What the chain says about a work. */
export type ChainAnswer = {
  /** Whether `Works` holds the signature for authentic; `undefined` for works without origin. */
  readonly authentic?: boolean
  readonly minted: boolean
  readonly holder?: Address
  /** The time proven by an anchor or by the mint. Unit: seconds since 1970. */
  readonly provenAt?: Seconds
}

/** The most bytes a file may have. */
export const maxBytes = 100_000_000

/**
 * Answers in one plain verdict what a file is: any file, of any content. It never throws for what the file holds.
 *
 * @example
 * ```ts
 * import { Credential, Verdict, verify } from '@tributary/provenance'
 *
 * const validator = Credential.validator(library, { anchors: [root] })
 * const verdict = await verify(bytes, { validator, workId, store })
 * verdict.answer // 'authentic'
 * console.log(Verdict.toText(verdict))
 * ```
 */
export async function verify(bytes: Uint8Array, ports: Ports): Promise<Verdict> {
  const mediaType = sniff(bytes)
  const file = { sha256: await sha256Of(bytes), size: bytes.length, ...(mediaType && { mediaType }) }
  const conclusion = bytes.length > maxBytes ? tooLarge(bytes.length) : await judge(bytes, mediaType, ports)
  return { file, ...conclude(conclusion) }
}

async function judge(bytes: Uint8Array, mediaType: MediaType | undefined, ports: Ports): Promise<Conclusion> {
  if (mediaType === 'application/vnd.ipld.car') return judgeBundle(bytes, ports)
  if (mediaType === undefined) return judgeForeign(bytes, ports)
  const inspection = await inspect(bytes, mediaType, ports.validator)
  const picture = await ports.decode?.(inspection.parts?.unsigned ?? bytes, mediaType).catch(() => undefined)
  if (inspection.hasCredential) return judgeSigned(inspection, picture, ports)
  const names = await namesOf(bytes, inspection.parts?.unsigned, picture)
  return judgeUnsigned(names, inspection.findings, ports)
}

async function judgeSigned(inspection: Inspection, picture: Pixels | undefined, ports: Ports): Promise<Conclusion> {
  const { reading, parts } = inspection
  const found = await fromFile(reading, ports)
  const findings = [...inspection.findings, ...found.findings]
  if (found.record && parts) findings.push(await content(found.record, parts.unsigned))
  if (found.record && ports.decode) findings.push(pixels(found.record, picture))
  const signer = { ...reading.signer, trusted: reading.state === 'trusted' }
  return { credential: true, signer, ...(await describe(found, findings, ports, reading.signer?.time)) }
}

// Anyone may make a work that names the bytes of another, so one whose maker is proven goes before all others.
async function judgeUnsigned(names: Names, inspected: readonly Finding[], ports: Ports): Promise<Conclusion> {
  const { works, findings: recognized } = await recognize(names, ports.store)
  const findings = [...inspected, finding('note', 'credential', null, 'the file carries none'), ...recognized]
  const described = await Promise.all(works.map((id) => describeStored(id, findings, ports)))
  const chosen = described.find(({ work }) => work?.proven) ?? described[0] ?? { findings }
  return { credential: false, ...chosen, alsoKnownAs: works.filter((id) => id !== chosen.work?.id) }
}

// Models, data sets and whatever else carries no credential: only the store can know them.
async function judgeForeign(bytes: Uint8Array, ports: Ports): Promise<Conclusion> {
  const conclusion = await judgeUnsigned(await namesOf(bytes), [], ports)
  if (conclusion.work !== undefined) return conclusion
  const reason = bytes.length === 0 ? 'it is empty' : 'it is of no kind that carries a credential'
  return { ...conclusion, findings: [finding('integrity', 'file', false, reason), ...conclusion.findings] }
}

// A bundle is as good as its first work: that work's signed file is judged with what the bundle itself brings along.
async function judgeBundle(bytes: Uint8Array, ports: Ports): Promise<Conclusion> {
  const opened = await openBundle(bytes, ports)
  if ('findings' in opened) return { credential: opened.credential, findings: opened.findings }
  const { head, store, signed, whole } = opened
  const inside = { ...ports, store }
  if (signed === undefined) {
    const conclusion = await describeStored(
      head,
      [whole, finding('note', 'store', true, 'the bundle names it')],
      inside,
    )
    return { credential: false, ...conclusion }
  }
  const conclusion = await judge(signed, sniff(signed), inside)
  return { ...conclusion, findings: [whole, ...conclusion.findings] }
}

async function describeStored(
  id: Hex,
  findings: readonly Finding[],
  ports: Ports,
): Promise<Omit<Conclusion, 'credential'>> {
  const found = await fromStore(id, ports)
  return describe(found, [...findings, ...found.findings], ports, undefined)
}

/** What there is to say about a work once it is found: who made it, under which license, and whether it can be repeated. */
async function describe(
  { claim, record }: Found,
  findings: readonly Finding[],
  ports: Ports,
  stamped: Seconds | undefined,
): Promise<Omit<Conclusion, 'credential'>> {
  if (record === undefined) return { findings }
  const [text, repeated] = [await license(record, ports), await rerun(record, ports)]
  const evidence = text.text === undefined ? {} : { license: text.text }
  if (claim === undefined) return { findings: [...findings, text.finding, repeated], ...evidence }
  const { key, model, proven, findings: authorship } = await authority(claim, ports, stamped)
  const { id, proof } = claim
  const origin = model && { model: { id: proof.work.origin, record: model } }
  const work: Subject = { id, preimage: proof.work, record, proven, ...(key && { key }), ...origin }
  return { work, findings: [...findings, ...authorship, text.finding, repeated], ...evidence }
}

function tooLarge(size: number): Conclusion {
  const reason = `it has ${size} bytes; the most is ${maxBytes}`
  return { credential: false, findings: [finding('integrity', 'file', false, reason)] }
}
