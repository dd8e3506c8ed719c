/** What is promised by default, in parts per million of every payment; the residual stays with the holder. */
export const defaultShares = {
  output: { model: 100_000, contributions: 150_000, author: 50_000, platform: 0 },
  model: { dataset: 200_000, parent: 100_000 },
  dataset: { contributors: 900_000 },
  remix: { parent: 100_000 },
} as const

/** Other shares than the default ones, by name. */
export type Shares<kind extends keyof typeof defaultShares> = {
  readonly [name in keyof (typeof defaultShares)[kind]]?: number | undefined
}

/** The default shares with some of them changed. */
export function sharesOf<names extends string>(
  defaults: Readonly<Record<names, number>>,
  changed: { readonly [name in names]?: number | undefined } = {},
): Record<names, number> {
  const shares: Record<names, number> = { ...defaults }
  for (const name in changed) shares[name] = changed[name] ?? shares[name]
  return shares
}
