import type { Hex } from 'viem'
import { type Answer, type Bytes, exitCodes, type Signer, type Subject, type Verdict } from '../Verdict.ts'
import { type Finding, failure } from './Findings.ts'

/** Everything that was found about a file. */
export type Conclusion = {
  /** Whether the file carries a credential, be it good or bad. */
  readonly credential: boolean
  readonly findings: readonly Finding[]
  readonly signer?: Signer
  readonly work?: Subject
  readonly license?: string
  readonly alsoKnownAs?: readonly Hex[]
}

/** One answer from all findings: bytes that were changed come before signers that are not known. */
export function conclude(conclusion: Conclusion): Omit<Verdict, 'file'> {
  const { findings, signer, work, license, alsoKnownAs = [] } = conclusion
  const answer = answerOf(conclusion)
  return {
    answer,
    exitCode: exitCodes[answer],
    summary: summary(answer, conclusion),
    bytes: bytesOf(answer),
    ...(signer && { signer }),
    ...(work && { work }),
    alsoKnownAs,
    ...(license !== undefined && { license }),
    checks: findings.map(({ name, ok, detail }) => ({ name, ok, detail })),
  }
}

function answerOf({ credential, findings }: Conclusion): Answer {
  if (credential) {
    if (failure(findings, 'integrity')) return 'edited'
    return failure(findings, 'authority') ? 'unknown signer' : 'authentic'
  }
  if (findings.some(({ name, ok }) => name === 'store' && ok === true)) return 'stripped'
  return failure(findings, 'integrity') ? 'unreadable' : 'unknown'
}

function bytesOf(answer: Answer): Bytes {
  if (answer === 'authentic' || answer === 'unknown signer') return 'original'
  return answer === 'edited' || answer === 'stripped' ? answer : 'unknown'
}

function summary(answer: Answer, { findings, signer, work }: Conclusion): string {
  const name = work === undefined ? 'This file' : `"${work.record.name}"`
  const who = signer?.organization ?? signer?.name ?? 'a signer without a name'
  switch (answer) {
    case 'authentic':
      return `${name} was signed by ${who}, whom you trust, and is unchanged since${doubt(findings)}.`
    case 'edited':
      return `${name} was changed after it was signed: ${change(findings)}.`
    case 'stripped':
      return `${name} lost its content credential, or never had one; the store recognizes it.`
    case 'unknown signer':
      return `${name} is unchanged since it was signed, but nothing you trust vouches for the signer: ${reason(findings, 'authority')}.`
    case 'unknown':
      return 'This file carries no content credential, and the store does not know it.'
    case 'unreadable':
      return `This file cannot be read: ${reason(findings, 'integrity')}.`
  }
}

/** What each failing check says about a changed file, the plainest first. */
const changes: readonly (readonly [check: string, what: string])[] = [
  ['content', 'its bytes are not those that its record names'],
  ['pixels', 'its picture is not the one that its record names'],
  ['record', 'its record is not what was signed'],
  ['work', 'its work does not name this record'],
  ['credential', 'its bytes or its credential are not those that were signed'],
  ['envelope', 'bytes around its credential were changed'],
  ['bundle', 'its archive holds other things than it names'],
  ['file', 'its structure is damaged'],
]

function change(findings: readonly Finding[]): string {
  const failed = new Set(
    findings.filter(({ concern, ok }) => concern === 'integrity' && ok === false).map(({ name }) => name),
  )
  return changes.find(([check]) => failed.has(check))?.[1] ?? reason(findings, 'integrity')
}

function doubt(findings: readonly Finding[]): string {
  return findings.some(({ name, ok }) => name === 'rerun' && ok === false)
    ? '; its recipe, however, makes another picture'
    : ''
}

function reason(findings: readonly Finding[], concern: Finding['concern']): string {
  const { name, detail } = failure(findings, concern) ?? { name: 'file', detail: 'for an unknown reason' }
  return `${name}: ${detail.replace(/\.$/, '')}`
}
