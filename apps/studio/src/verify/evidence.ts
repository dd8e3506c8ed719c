import type { Verdict } from '@tributary/provenance'

/** Where a piece of evidence was found. */
export type Where = 'here' | 'studio' | 'chain'

/** One link of the chain of evidence, from the file to the license. */
export type Link = {
  readonly id: LinkId
  readonly title: string
  /** What was found, in one sentence. */
  readonly says: string
  readonly state: 'good' | 'bad' | 'open'
  readonly where: Where
  readonly checks: readonly Verdict.Check[]
}

export type LinkId = 'credential' | 'record' | 'redrawn' | 'key' | 'anchor' | 'known' | 'license'

type Kind = {
  readonly id: LinkId
  readonly title: string
  readonly where: Where
  readonly checks: readonly string[]
  readonly says: { readonly [state in Link['state']]: string }
}

/** The links in the order in which one leads to the next, and the checks that each is made of. */
const kinds: readonly Kind[] = [
  {
    id: 'credential',
    title: 'Credential',
    where: 'here',
    checks: ['file', 'bundle', 'credential', 'envelope', 'signer'],
    says: {
      good: 'The file carries a content credential (C2PA), whole and by a trusted signer.',
      bad: 'The file, its credential or its signer does not hold.',
      open: 'The file carries no content credential.',
    },
  },
  {
    id: 'record',
    title: 'Record',
    where: 'here',
    checks: ['record', 'work', 'content', 'pixels'],
    says: {
      good: 'The record of how it was made names exactly these bytes and this picture.',
      bad: 'The record of how it was made is about other bytes than these.',
      open: 'There is no record of how it was made.',
    },
  },
  {
    id: 'redrawn',
    title: 'Recipe, drawn again',
    where: 'here',
    checks: ['rerun'],
    says: {
      good: 'This device drew the recipe again and got the picture that the record names, bit for bit.',
      bad: 'This device drew the recipe again and got another picture than the record names.',
      open: 'There is no recipe that this device can draw again.',
    },
  },
  {
    id: 'key',
    title: 'Model key',
    where: 'here',
    checks: ['model', 'authorization', 'key'],
    says: {
      good: 'The work is signed by a key that was allowed to sign it.',
      bad: 'Nothing says that whoever signed the work was allowed to.',
      open: 'Neither a model nor its creator signed the work.',
    },
  },
  {
    id: 'anchor',
    title: 'Chain',
    where: 'chain',
    checks: ['chain'],
    says: {
      good: 'The chain knows the key, the holder and the time, and contradicts nothing.',
      bad: 'The chain says that the key had no authority when the work was made.',
      open: 'The chain was not asked: there is no work to ask about.',
    },
  },
  {
    id: 'known',
    title: 'Known here',
    where: 'studio',
    checks: ['store'],
    says: {
      good: 'This studio recognizes it by its hash.',
      bad: 'This studio does not know its hash.',
      open: 'The file speaks for itself, so the studio was not asked whether it knows it.',
    },
  },
  {
    id: 'license',
    title: 'License text',
    where: 'studio',
    checks: ['license'],
    says: {
      good: 'The record names a license text, and the text is here.',
      bad: 'The license text that the record names is another one.',
      open: 'The record names no license text that is here.',
    },
  },
]

/** The chain of evidence behind a verdict. */
export function evidenceOf(verdict: Verdict.Verdict): readonly Link[] {
  return kinds.map(({ id, title, where, checks: names, says }) => {
    const checks = verdict.checks.filter(({ name }) => names.includes(name))
    const state = stateOf(id, checks)
    return { id, title, where, checks, state, says: says[state] }
  })
}

// That a store does not know a file is no fault of the file.
function stateOf(id: LinkId, checks: readonly Verdict.Check[]): Link['state'] {
  if (id !== 'known' && checks.some(({ ok }) => ok === false)) return 'bad'
  if (id === 'credential' && !checks.some(({ name, ok }) => name === 'credential' && ok === true)) return 'open'
  return checks.some(({ ok }) => ok === true) ? 'good' : 'open'
}
