import type { Movement, RevenueDay, Token } from '@tributary/sdk/wire'
import { dateText, momentText } from '../../design/index.ts'
import type { Stretch } from './MoneySection.tsx'

/** A point of the plot: all that had come in by then, and the payments that made the step. */
export type Point = { readonly time: number; readonly total: number; readonly added: number; readonly stretch: Stretch }

const day = 86_400

/**
 * Revenue as it grew. A short history is drawn payment by payment, a long one day by day: the steps are what is
 * behind a point.
 */
export function pointsOf(
  days: readonly RevenueDay[],
  movements: readonly Movement[],
  work: string,
  token: Token,
): readonly Point[] {
  const ofToken = days.filter((each) => each.token.address === token.address)
  const steps = ofToken.length > 3 ? ofToken.map(stepOfDay) : arrivals(movements, work, token).map(stepOfMovement)
  return grown(
    steps.toSorted((a, b) => a.time - b.time),
    token,
  )
}

type Step = { readonly time: number; readonly amount: string; readonly stretch: Stretch }

function stepOfDay({ time, amount }: RevenueDay): Step {
  return { time, amount, stretch: { from: time, to: time + day, name: dateText(time) } }
}

function stepOfMovement({ time, money }: Movement): Step {
  return { time, amount: money.amount, stretch: { from: time, to: time + 1, name: momentText(time) } }
}

/** Money that came to the work: paid to it, or lifted to it from a work that descends from it. */
function arrivals(movements: readonly Movement[], work: string, token: Token): readonly Movement[] {
  return movements.filter(
    ({ type, to, work: at, money }) =>
      money.token.address === token.address &&
      ((type === 'paid' && at === work) ||
        (type === 'distributed' && to !== undefined && 'work' in to && to.work === work)),
  )
}

function grown(steps: readonly Step[], token: Token): readonly Point[] {
  let total = 0n
  return merged(steps).map(({ time, amount, stretch }) => {
    total += BigInt(amount)
    return { time, total: units(total, token), added: units(BigInt(amount), token), stretch }
  })
}

/** Payments of one second stand in one point: a plot cannot tell them apart. */
function merged(steps: readonly Step[]): readonly Step[] {
  const byTime = new Map<number, Step>()
  for (const step of steps) {
    const known = byTime.get(step.time)
    byTime.set(step.time, known ? { ...known, amount: `${BigInt(known.amount) + BigInt(step.amount)}` } : step)
  }
  return [...byTime.values()]
}

/** For drawing only: a plot needs no more digits than a number has. */
function units(amount: bigint, token: Token): number {
  return Number(amount) / 10 ** token.decimals
}
