/** Mean and standard deviation of every feature. */
export function describe(sample: readonly Float64Array[]): { readonly mean: number; readonly deviation: number }[] {
  return Array.from(sample[0] ?? [], (_, i) => {
    const mean = sample.reduce((sum, features) => sum + features[i]!, 0) / sample.length
    const variance = sample.reduce((sum, features) => sum + (features[i]! - mean) ** 2, 0) / sample.length
    return { mean, deviation: Math.sqrt(variance) }
  })
}

/** Fréchet distance between two samples as if their features were independent and normal. */
export function frechet(one: readonly Float64Array[], other: readonly Float64Array[]): number {
  const [a, b] = [describe(one), describe(other)]
  return a.reduce(
    (sum, { mean, deviation }, i) => sum + (mean - b[i]!.mean) ** 2 + (deviation - b[i]!.deviation) ** 2,
    0,
  )
}
