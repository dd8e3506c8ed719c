import { BaseError } from '../BaseError.ts'

/** Why a replayed case was refused. */
export type Refusal = {
  /** The name of the contracts' custom error, or of the field that could not be read. */
  readonly error: string
  readonly message: string
}

/** The result of an action, or why it was refused; a defect is thrown on. */
export function attempt<result extends object>(action: () => result): result | Refusal {
  try {
    return action()
  } catch (error) {
    return refusal(error)
  }
}

/** How an error of this package reads in JSON: `Work.SharesTooHighError` is `SharesTooHigh`, as the contracts say. */
export function refusal(error: unknown): Refusal {
  if (!(error instanceof BaseError)) throw error
  const [, reason = error.name] = error.name.split('.')
  return { error: reason.replace(/Error$/, ''), message: error.message }
}

/** Whether a case came out as its vector says; nothing if it says nothing. */
export function comparison(given: unknown, outcome: object, keys: readonly string[]): { matches?: boolean } {
  if (typeof given !== 'object' || given === null) return {}
  const [wanted, got] = [given, outcome] as Readonly<Record<string, unknown>>[]
  const expected = keys.filter((key) => wanted?.[key] !== undefined)
  if (expected.length === 0) return {}
  return { matches: expected.every((key) => JSON.stringify(wanted?.[key]) === JSON.stringify(got?.[key])) }
}
