import type { Movement, Token } from '@tributary/sdk/wire'

/** What came in, added up over time, in one token. */
export type Curve = {
  readonly token: Token
  /** Seconds since 1970, rising. */
  readonly times: readonly number[]
  /** Whole tokens, for a plot: exact amounts stand in the list. */
  readonly totals: readonly number[]
}

/** What was paid out to an account, added up over time. Movements may come in any order. */
export function curvesOf(movements: readonly Movement[], address: string): readonly Curve[] {
  const mine = movements.filter(
    ({ to }) => to !== undefined && 'address' in to && to.address.toLowerCase() === address.toLowerCase(),
  )
  const byToken = Map.groupBy(mine, ({ money }) => money.token.address.toLowerCase())
  return [...byToken.values()].map((received) => curveOf(received.toSorted((one, other) => one.time - other.time)))
}

function curveOf(received: readonly Movement[]): Curve {
  const { token } = received[0]!.money
  const points: { time: number; total: bigint }[] = []
  let total = 0n
  for (const { time, money } of received) {
    total += BigInt(money.amount)
    // What moved in one block is one step.
    if (points.at(-1)?.time === time) points.pop()
    points.push({ time, total })
  }
  const scale = 10 ** token.decimals
  return { token, times: points.map(({ time }) => time), totals: points.map((point) => Number(point.total) / scale) }
}
