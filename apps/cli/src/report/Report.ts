/** Everything the report page shows. Built from chain and store by `gather`, and written beside the page as JSON. */
export type Report = {
  readonly title: string
  readonly chain: { readonly id: number; readonly block: string; readonly ledger: string; readonly works: string }
  /** Seconds since 1970 at which the page was made. */
  readonly time: number
  readonly token: { readonly symbol: string; readonly decimals: number; readonly address: string }
  readonly totals: Totals
  readonly works: readonly ShownWork[]
  readonly contributors: readonly Contributor[]
  readonly payments: readonly Payment[]
  readonly streams: readonly Stream[]
  readonly payees: readonly Payee[]
  readonly steps: readonly Step[]
}

/** Amounts are token-wei as decimal strings; `paidIn = paidOut + unclaimed + dust`. */
export type Totals = {
  readonly paidIn: string
  readonly paidOut: string
  readonly unclaimed: string
  readonly dust: string
}

export type ShownWork = {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly creator: string
  readonly holder: string
  readonly gross: string
  /** PNG as a data URI; absent for works that are no picture. */
  readonly picture?: string
  readonly recipe?: Readonly<Record<string, string>>
  readonly shares: readonly { readonly to: string; readonly ppm: number }[]
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]
  readonly verdict?: string
}

export type Contributor = {
  readonly name: string
  readonly earned: string
  readonly pictures: readonly string[]
}

export type Payment = {
  readonly what: string
  readonly work: string
  readonly amount: string
  readonly symbol: string
  readonly transaction: string
}

/** Where money comes from or goes to. A person and a work may bear the same name. */
export type Place = { readonly kind: 'payment' | 'work' | 'person'; readonly name: string }

/** Money that moved, or may move, from one place of the river to the next. */
export type Stream = {
  readonly from: Place
  readonly to: Place
  readonly amount: string
  readonly kind: 'payment' | 'lineage' | 'paid' | 'owed'
}

export type Payee = {
  readonly name: string
  readonly address: string
  readonly paid: string
  readonly unclaimed: string
}

export type Step = { readonly name: string; readonly note: string; readonly gas?: string }
