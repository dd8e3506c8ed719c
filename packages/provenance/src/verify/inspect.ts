import { BrokenError, type Parts, type Signable, split } from '../Container.ts'
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
export async function inspect(bytes: Uint8Array, mediaType: Signable, validator: Validator): Promise<Inspection> {
  const reading = await validator(bytes, mediaType)
  const parts = takeApart(bytes, mediaType)
  const flaw = parts instanceof BrokenError ? firstLine(parts) : parts.damage
  const found =
    parts instanceof BrokenError ? !['none', 'broken'].includes(reading.state) : parts.manifest !== undefined
  const findings = [finding('integrity', 'file', flaw === undefined, flaw ?? `a whole ${mediaType} file`)]
  if (found) findings.push(credential(reading), signer(reading))
  if (reading.record !== undefined && !(parts instanceof BrokenError)) findings.push(envelope(parts))
  return { ...(!(parts instanceof BrokenError) && { parts }), reading, hasCredential: found, findings }
}

function takeApart(bytes: Uint8Array, mediaType: Signable): Parts | BrokenError {
  try {
    return split(bytes, mediaType)
  } catch (error) {
    if (error instanceof BrokenError) return error
    throw error
  }
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
  const reason = problems.filter(isOfSigner).map(({ code }) => code)
  const detail =
    state === 'trusted' ? `${name}, under a trusted root` : `${name}: ${reason.join(', ') || 'not trusted'}`
  return finding('authority', 'signer', state === 'trusted', detail)
}

// A file with our record was written by our signer: around what is signed, too, every byte is known.
function envelope({ manifest, oddity: found }: Parts): Finding {
  const odd = found ?? oddity(manifest ?? new Uint8Array())
  return finding('integrity', 'envelope', odd === undefined, odd ?? 'no unsigned byte differs from what was written')
}
