import { flowDue, leafDue, residualDue } from '../reference/amount.ts'
import type { Work } from '../reference/work.ts'
import { Random } from './Random.ts'

const MAX = 2n ** 128n - 1n

export function cases(): Record<string, unknown[]> {
  const random = new Random('amount')
  const grosses = [0n, 1n, 2n, 999_999n, 1_000_000n, 1_000_001n, MAX, random.bits(64), random.bits(128)]
  const shares = [0, 1, 3, 333_333, 500_000, 999_999, 1_000_000]
  const weights = [1n, 2n, 3n, random.bits(64), MAX]
  return {
    flows: grosses.flatMap((gross) => shares.map((share) => ({ gross, share, due: flowDue(gross, share) }))),
    residuals: grosses.flatMap((gross) =>
      [[], [1], [500_000, 500_000], [333_333, 333_333, 333_333], Array<number>(32).fill(31_250)].map((owed) => {
        return { gross, shares: owed, due: residualDue(gross, workOwing(owed)) }
      }),
    ),
    leaves: grosses.flatMap((flow) =>
      weights.flatMap((weight) => {
        const totals = [weight, weight + random.bits(64), MAX].filter((total) => total >= weight && total <= MAX)
        return totals.map((total) => ({ flow, weight, total, due: leafDue(flow, weight, total) }))
      }),
    ),
  }
}

function workOwing(shares: number[]): Work {
  const record = `0x${'00'.repeat(32)}` as const
  const flows = shares.map((share) => ({ kind: 1, share, to: record }))
  return { creator: 1n, home: 0n, record, origin: record, arbiter: 0n, resale: 0, flows }
}
