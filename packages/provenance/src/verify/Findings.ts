import type { Check } from '../Verdict.ts'

/** What a failing check says about a file: its bytes are not what was signed, nobody trusted signed them, or neither. */
export type Concern = 'integrity' | 'authority' | 'note'

/** A check, and what its failure would mean. */
export type Finding = Check & { readonly concern: Concern }

/** A finding; `ok` null means that the check could not be made here. */
export function finding(concern: Concern, name: string, ok: boolean | null, detail: string): Finding {
  return { concern, name, ok, detail }
}

/** The first check of this concern that failed. */
export function failure(findings: readonly Finding[], concern: Concern): Finding | undefined {
  return findings.find((found) => found.concern === concern && found.ok === false)
}
