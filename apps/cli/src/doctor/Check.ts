import { explain } from '../frame/Failure.ts'

/** What a check found. A warning does not stop anything yet. */
export type Finding = {
  readonly state: 'good' | 'warning' | 'bad'
  readonly detail: string
  /** What to do about it; every finding that is not good has one. */
  readonly hint?: string | undefined
}

/** One thing that must hold for the studio to work. */
export type Check = { readonly name: string; readonly look: () => Promise<Finding> | Finding }

/** Looks, and turns whatever is thrown into a finding, so that one broken part never hides the others. */
export async function find(check: Check): Promise<Finding & { readonly name: string }> {
  try {
    return { name: check.name, ...(await check.look()) }
  } catch (error) {
    const { message, hint } = explain(error)
    return { name: check.name, state: 'bad', detail: message, hint: hint ?? 'Run with --debug and report it.' }
  }
}
