import type { LineageEdge, Money } from '@tributary/sdk/wire'
import { foremost } from '../../design/money.ts'

/** What an edge has carried: one token counts, others stand in the table. */
export function carried(edge: LineageEdge): Money | undefined {
  return foremost(edge.moved.filter(({ amount }) => amount !== '0'))
}

export function waiting(edge: LineageEdge): Money | undefined {
  return foremost(edge.owed.filter(({ amount }) => amount !== '0'))
}

const thinnest = 1.5
const thickest = 7

/** How thick a line is: by what it carried, against the most that any line carried. Unit: pixels. */
export function thickness(edge: LineageEdge, edges: readonly LineageEdge[]): number {
  const most = Math.max(...edges.map(units), 0)
  if (most === 0) return thinnest
  return thinnest + (thickest - thinnest) * Math.sqrt(units(edge) / most)
}

function units(edge: LineageEdge): number {
  const money = carried(edge)
  return money ? Number(money.amount) / 10 ** money.token.decimals : 0
}
