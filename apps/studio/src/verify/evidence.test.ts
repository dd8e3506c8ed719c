import { readFileSync } from 'node:fs'
import type { Verdict } from '@tributary/provenance'
import { describe, expect, test } from 'vitest'
import { evidenceOf } from './evidence.ts'
import { wordsOf } from './verdict.ts'

const spec = readFileSync(new URL('../../../../spec/verify.md', import.meta.url), 'utf8')
const names = [...spec.matchAll(/^\| (\w+) \| (?:integrity|authority|note) \|/gm)].map(([, name]) => name!)

describe('the chain of evidence', () => {
  test('has a place for every check that the spec names', () => {
    expect(names.length).toBeGreaterThan(12)
    for (const name of names) {
      const links = evidenceOf(verdictOf([{ name, ok: true, detail: '' }]))
      expect(
        links.filter(({ checks }) => checks.length > 0),
        name,
      ).toHaveLength(1)
    }
  })

  test.each(names.filter((name) => name !== 'store'))('a failing check of %s breaks its link', (name) => {
    const links = evidenceOf(verdictOf([{ name, ok: false, detail: '' }]))
    expect(links.filter(({ state }) => state === 'bad')).toHaveLength(1)
  })

  test('what could not be checked neither helps nor harms', () => {
    const links = evidenceOf(verdictOf(names.map((name) => ({ name, ok: null, detail: '' }))))
    expect(new Set(links.map(({ state }) => state))).toEqual(new Set(['open']))
  })

  test('a file that the store does not know is not broken by that', () => {
    const links = evidenceOf(verdictOf([{ name: 'store', ok: false, detail: '' }]))
    expect(links.some(({ state }) => state === 'bad')).toBe(false)
  })

  test('a whole container without a credential is no credential', () => {
    const [credential] = evidenceOf(verdictOf([{ name: 'file', ok: true, detail: 'of type image/png' }]))
    expect(credential?.state).toBe('open')
  })
})

describe('the words of a verdict', () => {
  test('an unproven maker is only said to be one', () => {
    const verdict = { ...verdictOf([]), answer: 'authentic', work: { proven: false } } as unknown as Verdict.Verdict
    expect(wordsOf(verdict, 'Ada').title).toBe('Said to be by Ada, unchanged.')
  })

  test('a changed file is called changed before anything else is said about it', () => {
    const summary = '"Dune" was changed after it was signed: its bytes are not those that its record names.'
    const { tone, title, detail } = wordsOf({ ...verdictOf([]), answer: 'edited', summary } as Verdict.Verdict, 'Ada')
    expect([tone, title]).toEqual(['bad', 'Changed since it was signed.'])
    expect(detail).toContain('its bytes are not those that its record names.')
  })
})

function verdictOf(checks: readonly Verdict.Check[]): Verdict.Verdict {
  return { answer: 'unknown', summary: '', checks } as unknown as Verdict.Verdict
}
