import type { Address } from 'viem'
import * as Authority from '../Authority.ts'
import * as Did from '../Did.ts'
import * as Output from '../Output.ts'
import { noOrigin } from '../Preimage.ts'
import * as Record from '../Record.ts'
import type { Attestation } from '../Store.ts'
import { type Seconds, toIso } from '../Time.ts'
import type { ChainAnswer, Ports } from '../verify.ts'
import { type Finding, finding } from './Findings.ts'
import { attempt, type Claim, firstLine } from './subject.ts'

/** Who signed for a work, and whether that key was allowed to. */
export type Authorship = {
  readonly key?: Address
  readonly model?: Record.Record
  readonly proven: boolean
  readonly findings: readonly Finding[]
}

/** Checks the signature over a work, and who says that its key may sign: the studio's credential, the chain, or both. */
export async function authority(claim: Claim, ports: Ports, stamped: Seconds | undefined): Promise<Authorship> {
  const { id, proof } = claim
  const made = proof.work.origin !== noOrigin
  const key = proof.signature && (await Output.recover(id, proof.work.home, proof.signature))
  const state = await askChain(claim, key, ports)
  const model = made ? modelRecord(claim, ports) : undefined
  const findings =
    model === undefined
      ? creatorKey(claim, key)
      : await modelKey(claim, { key, model, stamped, chain: state.answer }, ports)
  const vouched = findings.some(({ name, ok }) => name === 'key' && ok === true)
  return {
    ...(key && vouched && { key }),
    ...(typeof model === 'object' && { model }),
    proven: vouched || state.answer?.minted === true,
    findings: [...findings, state.finding],
  }
}

type Signed = {
  readonly key: Address | undefined
  /** The model's record, or why it is not known. */
  readonly model: Record.Record | string
  readonly stamped: Seconds | undefined
  readonly chain: ChainAnswer | undefined
}

async function modelKey(claim: Claim, { key, model, stamped, chain }: Signed, ports: Ports): Promise<Finding[]> {
  const known = typeof model === 'object'
  const detail = known ? `"${model.name}" of ${model.tributary.creator}` : model
  const found = finding('authority', 'model', known, detail)
  if (key === undefined) return [found, finding('authority', 'key', false, 'no signature of the model over this work')]
  const studio = known ? model.tributary.creator : undefined
  const credential = await authorization(claim, key, studio, ports, stamped ?? claim.record.tributary.time)
  return [found, credential, allowance(key, credential.ok === true, chain)]
}

function allowance(key: Address, byStudio: boolean, chain: ChainAnswer | undefined): Finding {
  const by = [byStudio ? ['the studio'] : [], chain?.authentic ? ['the chain'] : []].flat()
  if (by.length > 0) return finding('authority', 'key', true, `${key} signed, allowed by ${by.join(' and ')}`)
  if (chain?.minted)
    return finding('note', 'key', null, 'the chain took a signature of the model when it minted the work')
  return finding('authority', 'key', false, `${key} signed, but nothing says that it may`)
}

// The model's record names its studio, and the work's id binds the model: so no file can name a studio of its choice.
function modelRecord({ proof }: Claim, ports: Ports): Record.Record | string {
  if (proof.model === undefined) return 'the file does not carry the model'
  const id = attempt(() => ports.workId(proof.model!.work))
  if (id !== proof.work.origin) return `the file carries the model ${id}, the work names ${proof.work.origin}`
  const record = attempt(() => Record.parse(new TextEncoder().encode(proof.model!.record)))
  if (record instanceof Error) return firstLine(record)
  return Record.hash(record) === proof.model.work.record ? record : 'the model does not name this record'
}

async function authorization(
  { proof }: Claim,
  key: Address,
  studio: string | undefined,
  ports: Ports,
  time: Seconds,
): Promise<Finding> {
  if (proof.authorization === undefined) return finding('note', 'authorization', null, 'the file carries none')
  if (studio === undefined) return finding('note', 'authorization', null, 'the studio of the model is not known')
  const { chainId } = Output.homeOf(proof.work.home)
  const wanted = { model: proof.work.origin, key, chainId, time, studio }
  try {
    const flaw = await Authority.flaw(proof.authorization, wanted, ports.resolve ?? Did.resolve)
    return finding('authority', 'authorization', flaw === undefined, flaw ?? `by ${studio}, for ${toIso(time)}`)
  } catch (error) {
    return finding('note', 'authorization', null, firstLine(error))
  }
}

function creatorKey({ proof }: Claim, key: Address | undefined): Finding[] {
  if (proof.signature === undefined)
    return [finding('note', 'key', null, 'no model made this work, and its creator did not sign it')]
  const creator = Output.homeOf(proof.work.creator).verifyingContract
  const same = key?.toLowerCase() === creator.toLowerCase()
  return [
    finding(
      'authority',
      'key',
      same,
      same ? `${creator}, the creator, signed` : `${key ?? 'nobody'} signed; the creator is ${creator}`,
    ),
  ]
}

async function askChain(
  claim: Claim,
  key: Address | undefined,
  ports: Ports,
): Promise<{ answer?: ChainAnswer; finding: Finding }> {
  if (ports.chain === undefined) return { finding: finding('note', 'chain', null, 'no chain was given') }
  const attestation = attestationOf(claim)
  const question = { id: claim.id, work: claim.proof.work, ...(key && { key }), ...(attestation && { attestation }) }
  try {
    const answer = await ports.chain(question)
    if (answer === undefined)
      return { finding: finding('note', 'chain', null, 'the home of the work is not connected') }
    return { answer, finding: toFinding(answer) }
  } catch (error) {
    return { finding: finding('note', 'chain', null, `it could not be asked: ${firstLine(error)}`) }
  }
}

// The store may know where this very signature was anchored; another signature's anchor would prove nothing about it.
function attestationOf({ proof: { signature }, entry }: Claim): Attestation | undefined {
  if (signature === undefined) return undefined
  return entry?.attestation?.signature === signature ? entry.attestation : { signature, root: noOrigin, path: [] }
}

// the key counts at the proven time. `Works` mints an output only with a key that was authorized then, so what is
// minted stays authentic, even if its key was revoked since.
function isUpheld({ authentic, minted }: ChainAnswer): boolean {
  return authentic === true || minted
}

function toFinding(answer: ChainAnswer): Finding {
  const { authentic, minted, holder, provenAt } = answer
  const refused = authentic === false && !isUpheld(answer)
  const word = refused ? 'the key was not authorized at the proven time; ' : ''
  const owned = minted ? `minted, held by ${holder}` : 'not minted'
  const proven = provenAt === undefined ? 'its time is not proven by an anchor' : `anchored at ${toIso(provenAt)}`
  return finding('authority', 'chain', !refused, `${word}${owned}, ${proven}`)
}
