/** The model says no, by the name of the custom error with which the contracts say it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: string
  constructor(reason: string) {
    super(reason)
    this.reason = reason
  }
}

/** What a call leads to: its result, or the reason it is refused. */
export function attempt<result>(action: () => result): { result: result } | { error: string } {
  try {
    return { result: action() }
  } catch (refusal) {
    if (refusal instanceof Refusal) return { error: refusal.reason }
    throw refusal
  }
}
