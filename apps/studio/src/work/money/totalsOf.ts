import type { Token, Work } from '@tributary/sdk/wire'

/** Where the money of a work stands, in one token. It came in, and it left or waits; there is no third. */
export type Totals = {
  readonly token: Token
  readonly cameIn: string
  readonly paidOut: string
  readonly forOthers: string
  readonly forHolder: string
}

/** What is owed includes the residual, which is its holder's; the rest is everybody else's. */
export function totalsOf({ token, paidOut, owed, residual }: Work['money'][number]): Totals {
  const others = BigInt(owed) - BigInt(residual)
  return {
    token,
    cameIn: `${BigInt(paidOut) + BigInt(owed)}`,
    paidOut,
    forOthers: `${others > 0n ? others : 0n}`,
    forHolder: residual,
  }
}
