import type { Verdict } from '@tributary/provenance'

/** How a verdict looks: good news, a warning, bad news, or nothing known either way. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** A verdict as a person reads it: one line in large type, and one sentence below. */
export type Words = { readonly tone: Tone; readonly title: string; readonly detail: string }

/** The plain words for a verdict. `maker` is what the work's creator is called here. */
export function wordsOf(verdict: Verdict.Verdict, maker: string | undefined): Words {
  const { answer, work, signer } = verdict
  const who = signer?.organization ?? signer?.name ?? 'a signer without a name'
  switch (answer) {
    case 'authentic':
      return { tone: 'good', title: authenticTitle(verdict, maker, who), detail: authenticDetail(who) }
    case 'edited':
      return { tone: 'bad', title: 'Changed since it was signed.', detail: changed(verdict.summary) }
    case 'stripped':
      return { tone: 'warn', title: strippedTitle(work), detail: stripped }
    case 'unknown signer':
      return { tone: 'warn', title: 'Unchanged, but nobody here knows its signer.', detail: unknownSigner(who) }
    case 'unknown':
      return { tone: 'plain', title: 'Not known here.', detail: unknown }
    case 'unreadable':
      return { tone: 'plain', title: 'This file cannot be read.', detail: afterColon(verdict.summary) }
  }
}

function authenticTitle({ work }: Verdict.Verdict, maker: string | undefined, who: string): string {
  if (work === undefined || maker === undefined) return `Signed by ${who}, unchanged since.`
  const by = work.proven ? `Made by ${maker}` : `Said to be by ${maker}`
  return work.model === undefined ? `${by}, unchanged.` : `${by} with ${work.model.record.name}, unchanged.`
}

function authenticDetail(who: string): string {
  return `${who} signed it, this studio trusts that signer, and not one byte differs from what was signed.`
}

function changed(summary: string): string {
  return `It carries a credential, but ${afterColon(summary)} What the credential says is about another file than this one.`
}

function strippedTitle(work: Verdict.Subject | undefined): string {
  return work === undefined ? 'Known here, without its credential.' : `“${work.record.name}”, without its credential.`
}

const stripped =
  'The credential is gone or was never there, as with most files that pass through other programs. This studio knows the bytes or the picture, and says from its own records what it is.'

function unknownSigner(who: string): string {
  return `${who} signed it and not a byte has changed since, but nothing that this studio trusts vouches for that signer. Anyone can call themselves anything.`
}

const unknown =
  'It carries no credential, and no work of this studio has these bytes or this picture. That says nothing about who made it.'

function afterColon(summary: string): string {
  const at = summary.indexOf(': ')
  const text = at === -1 ? summary : summary.slice(at + 2)
  return text.endsWith('.') ? text : `${text}.`
}
