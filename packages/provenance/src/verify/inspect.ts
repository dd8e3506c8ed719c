import { BrokenError, isSignable, type Parts, type Readable, type Signable, split } from '../Container.ts'
import { oddity } from '../c2pa/oddity.ts'
import type { Problem, Reading, Validator } from '../c2pa/read.ts'
import { type Finding, finding } from './Findings.ts'
import { firstLine } from './subject.ts'

/** A file taken apart and its credential read. */
export type Inspection = {
  /** Absent when the file's structure is broken. */
  readonly parts?: Parts
  readonly reading: Reading
  /** Whether there is, or was, a credential in it. */
  readonly hasCredential: boolean
  readonly findings: readonly Finding[]
}

/** Takes a file apart and lets the reference validator judge its credential. */
export async function inspect(
  bytes: Uint8Array,
  mediaType: Signable | Readable,
  validator: Validator,
): Promise<Inspection> {
  const reading = await validator(bytes, mediaType)
  const readable = !['none', 'broken'].includes(reading.state)
  const parts = isSignable(mediaType) ? takeApart(bytes, mediaType) : undefined
  const unread = parts === undefined && reading.state === 'broken' ? reading.problems[0]?.explanation : undefined
  const flaw = parts instanceof BrokenError ? firstLine(parts) : (parts?.damage ?? unread)
  const whole = finding('integrity', 'file', flaw === undefined, flaw ?? `of type ${mediaType}`)
  if (parts === undefined || parts instanceof BrokenError)
    return { reading, hasCredential: readable, findings: readable ? [whole, ...credentials(reading)] : [whole] }
  if (parts.manifest === undefined) return { parts, reading, hasCredential: false, findings: [whole] }
  const findings = [whole, ...credentials(reading)]
  if (reading.record !== undefined) findings.push(envelope(parts.manifest, parts.oddity))
  return { parts, reading, hasCredential: true, findings }
}

function takeApart(bytes: Uint8Array, mediaType: Signable): Parts | BrokenError {
  try {
    return split(bytes, mediaType)
  } catch (error) {
    if (error instanceof BrokenError) return error
    throw error
  }
}

function credentials(reading: Reading): Finding[] {
  return [credential(reading), signer(reading)]
}

// These codes speak of the certificate, not of the bytes: whoever holds such a file still holds what was signed.
function isOfSigner({ code }: Problem): boolean {
  return (
    code.startsWith('signingCredential.') || code.startsWith('timeStamp.') || code === 'claimSignature.outsideValidity'
  )
}

function credential({ state, problems }: Reading): Finding {
  const wrong = problems.filter((problem) => !isOfSigner(problem))
  const intact =
    state === 'trusted' || state === 'valid' || (state === 'invalid' && problems.length > 0 && wrong.length === 0)
  const reason = wrong.map(({ code, explanation }) => `${code}: ${explanation}`).join('; ') || state
  return finding(
    'integrity',
    'credential',
    intact,
    intact ? 'the C2PA manifest and the bytes are as they were signed' : reason,
  )
}

function signer({ state, problems, signer: who }: Reading): Finding {
  const name = who?.organization ?? who?.name ?? 'nobody named'
  if (state === 'trusted') return finding('authority', 'signer', true, `${name}, under a trusted root`)
  const codes = problems.filter(isOfSigner).map(({ code }) => code)
  if (state !== 'valid' && codes.length === 0)
    return finding('authority', 'signer', null, `${name}; the credential does not hold, so this says nothing`)
  return finding('authority', 'signer', false, `${name}: ${codes.join(', ') || 'signingCredential.untrusted'}`)
}

// A file with our record was written by our signer: around what is signed, too, every byte is known.
function envelope(manifest: Uint8Array, found: string | undefined): Finding {
  const odd = found ?? oddity(manifest)
  return finding('integrity', 'envelope', odd === undefined, odd ?? 'no unsigned byte differs from what was written')
}
