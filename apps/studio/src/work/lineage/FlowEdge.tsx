import type { Money } from '@tributary/sdk/wire'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { moneyText, percent } from '../../design/index.ts'
import { type Direction, type Layout, middleOf, pathThrough } from './layout.ts'

export type EdgeData = {
  readonly line: Layout['lines'][number]
  readonly direction: Direction
  readonly share: number
  readonly moved?: Money
  readonly owed?: Money
  readonly width: number
}

/** A line that money runs along: solid and moving where it ran, dashed where it waits. */
export function FlowEdge(edge: EdgeProps) {
  const { line, direction, share, moved, owed, width } = edge.data as unknown as EdgeData
  const path = pathThrough(line, direction)
  const { x, y } = middleOf(line)
  return (
    <>
      {owed && (
        <BaseEdge path={path} style={{ stroke: 'var(--color-edge)', strokeWidth: 1.5, strokeDasharray: '3 6' }} />
      )}
      {moved && <BaseEdge path={path} style={{ stroke: 'url(#money-flow)', strokeWidth: width, opacity: 0.4 }} />}
      {moved && (
        <path
          d={path}
          className="money-moving"
          fill="none"
          stroke="url(#money-flow)"
          strokeWidth={width}
          strokeLinecap="round"
          strokeDasharray="1 27"
        />
      )}
      {!moved && !owed && <BaseEdge path={path} style={{ stroke: 'var(--color-line)', strokeWidth: 1.5 }} />}
      <EdgeLabelRenderer>
        <span
          className="tabular absolute bg-ground px-1 text-[0.6875rem] text-muted leading-4"
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
        >
          {moved ? moneyText(moved) : owed ? `${moneyText(owed)} owed` : percent(share)}
        </span>
      </EdgeLabelRenderer>
    </>
  )
}
