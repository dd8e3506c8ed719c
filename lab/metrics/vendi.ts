// Source: Friedman and Dieng, "The Vendi Score: A Diversity Evaluation Metric for Machine Learning", 2023.

/** How many different pictures a sample effectively has: the exponential of the entropy of its similarities' spectrum. */
export function vendi(sample: readonly Float64Array[], bandwidth: number): number {
  const n = sample.length
  const similarity = sample.map((one) =>
    Float64Array.from(sample, (other) => gaussian(distance(one, other), bandwidth) / n),
  )
  const entropy = eigenvalues(similarity).reduce((sum, value) => sum - (value > 1e-12 ? value * Math.log(value) : 0), 0)
  return Math.exp(entropy)
}

/** Median distance between two of a sample. */
export function medianDistance(sample: readonly Float64Array[]): number {
  const distances = sample.flatMap((one, i) => sample.slice(i + 1).map((other) => distance(one, other)))
  return distances.sort((a, b) => a - b)[distances.length >> 1]!
}

function distance(one: Float64Array, other: Float64Array): number {
  return Math.sqrt(one.reduce((sum, value, i) => sum + (value - other[i]!) ** 2, 0))
}

function gaussian(distance: number, bandwidth: number): number {
  return Math.exp(-(distance * distance) / (2 * bandwidth * bandwidth))
}

/** Eigenvalues of a symmetric matrix by Jacobi's rotations; the matrix is used up. */
function eigenvalues(matrix: Float64Array[]): number[] {
  const n = matrix.length
  for (let sweep = 0; sweep < 30; sweep++) {
    let rest = 0
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rest += matrix[p]![q]! ** 2
    if (rest < 1e-18) break
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) if (Math.abs(matrix[p]![q]!) > 1e-15) rotate(matrix, p, q)
  }
  return matrix.map((row, i) => row[i]!)
}

function rotate(matrix: Float64Array[], p: number, q: number): void {
  const [rowP, rowQ] = [matrix[p]!, matrix[q]!]
  const theta = (rowQ[q]! - rowP[p]!) / (2 * rowP[q]!)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < matrix.length; k++) {
    const row = matrix[k]!
    const [a, b] = [row[p]!, row[q]!]
    row[p] = c * a - s * b
    row[q] = s * a + c * b
  }
  for (let k = 0; k < matrix.length; k++) {
    const [a, b] = [rowP[k]!, rowQ[k]!]
    rowP[k] = c * a - s * b
    rowQ[k] = s * a + c * b
  }
}
