import { BrokenError, type Parts, type Signable, split } from '../Container.ts'
import type { Problem, Reading, Validator } from '../c2pa/read.ts'
import { type Finding, finding } from './Findings.ts'

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
  const structure = takeApart(bytes, mediaType)
  const parts = structure instanceof BrokenError ? undefined : structure
  const hasCredential = parts === undefined ? !['none', 'broken'].includes(reading.state) : parts.manifest !== undefined
  const whole = parts === undefined ? (structure as BrokenError).message.split('\n')[0]! : `a whole ${mediaType} file`
  const findings = [finding('integrity', 'file', parts !== undefined, whole)]
  if (hasCredential) findings.push(credential(reading), signer(reading))
  return { ...(parts === undefined ? {} : { parts }), reading, hasCredential, findings }
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
