import type { Address, Hex } from 'viem'
import type { Preimage } from './Preimage.ts'
import type { Record } from './Record.ts'
import { type Seconds, toIso } from './Time.ts'

/** The one plain answer about a file. */
export type Answer = keyof typeof exitCodes

/** The exit code of each answer. 1 to 9 stay free for failures of the tool itself. */
export const exitCodes = {
  /** Signed by a trusted signer, unchanged since, and every check that could be made holds. */
  authentic: 0,
  /** It carries a credential, but the bytes or the credential were changed after signing. */
  edited: 10,
  /** It carries no credential, but the store knows its bytes or its picture. */
  stripped: 11,
  /** Unchanged since it was signed, but nothing trusted vouches for the signer. */
  'unknown signer': 12,
  /** It carries no credential, and the store does not know it. */
  unknown: 13,
  /** It is no file that can be read: empty, cut off, too large, or of no known kind. */
  unreadable: 14,
} as const

/** What became of the bytes since the work was made. */
export type Bytes = 'original' | 'edited' | 'stripped' | 'unknown'

/** One check and what it found. `ok` is null when it could not be made here; `detail` says why. */
export type Check = { readonly name: string; readonly ok: boolean | null; readonly detail: string }

/** Who signed the file's credential. */
export type Signer = {
  readonly name?: string
  readonly organization?: string
  readonly trusted: boolean
  /** Time of the RFC 3161 time stamp, when there is one. Unit: seconds since 1970. */
  readonly time?: Seconds
}

/** The work that the file is, or was made from. */
export type Subject = {
  readonly id: Hex
  readonly preimage: Preimage
  readonly record: Record
  /** The key that signed for the model. */
  readonly key?: Address
  /** The model that made it, by its own record. */
  readonly model?: { readonly id: Hex; readonly record: Record }
  /** Whether the maker is proven: minted, or signed by the model's key or the creator's. */
  readonly proven: boolean
}

/** What `verify` answers, with the evidence. */
export type Verdict = {
  readonly answer: Answer
  readonly exitCode: number
  readonly summary: string
  readonly bytes: Bytes
  readonly file: { readonly sha256: Hex; readonly size: number; readonly mediaType?: string }
  readonly signer?: Signer
  readonly work?: Subject
  /** Other works that the store knows by the same bytes or picture. */
  readonly alsoKnownAs: readonly Hex[]
  /** Text of the license, when the store holds it. */
  readonly license?: string
  readonly checks: readonly Check[]
}

const marks = new Map<boolean | null, string>([
  [true, '✓'],
  [false, '✗'],
  [null, '·'],
])

/** The verdict as a person reads it: the answer, the evidence, then every check. */
export function toText(verdict: Verdict): string {
  const { answer, summary, checks } = verdict
  const width = Math.max(...checks.map(({ name }) => name.length))
  const lines = checks.map(({ name, ok, detail }) => `  ${marks.get(ok)} ${name.padEnd(width)}  ${detail}`)
  return [`${answer.toUpperCase()}: ${summary}`, '', ...evidence(verdict), '', ...lines].join('\n')
}

function evidence({ work, bytes, file, alsoKnownAs, license }: Verdict): string[] {
  const rows: [string, string | undefined][] = [['bytes', `${bytes}, ${file.size} of them, SHA-256 ${file.sha256}`]]
  if (work !== undefined) rows.push(...subject(work))
  if (alsoKnownAs.length > 0) rows.push(['also known as', alsoKnownAs.join(', ')])
  if (license !== undefined) rows.push(['license', license.split('\n')[0]])
  return rows.filter(([, value]) => value !== undefined).map(([name, value]) => `  ${name.padEnd(14)}${value}`)
}

function subject({ id, record, preimage, key, proven, model }: Subject): [string, string | undefined][] {
  const { kind, creator, dataset, contributions, time } = record.tributary
  const made = /[^0x]/.test(preimage.origin)
  return [
    ['work', `${id} (${kind})`],
    // An unsigned, unminted work proves nothing about who made it.
    ['made by', proven ? creator : undefined],
    ['said to be by', proven ? undefined : creator],
    ['made on', toIso(time)],
    ['model', made ? `${model ? `"${model.record.name}", ` : ''}${preimage.origin}` : undefined],
    ['model key', made ? key : undefined],
    ['data set', dataset ?? model?.record.tributary.dataset],
    ['contributions', contributions ?? model?.record.tributary.contributions],
  ]
}
