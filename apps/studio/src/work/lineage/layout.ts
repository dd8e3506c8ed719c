import dagre from '@dagrejs/dagre'
import type { Lineage, LineageNode } from '@tributary/sdk/wire'

export type Placed = {
  readonly node: LineageNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** From left to right, or from top to bottom. */
export type Direction = 'LR' | 'TB'

/** How large things are drawn: lying on a wide screen, upright and smaller on a phone. Unit: pixels. */
const sizes = {
  LR: { width: 176, picture: 232, work: 96, payee: 56, beside: 32, between: 120 },
  TB: { width: 128, picture: 176, work: 80, payee: 52, beside: 16, between: 56 },
} as const

type Point = { readonly x: number; readonly y: number }

/** Where nodes stand and lines run, so that money goes one way and nothing hides behind a node. */
export type Layout = {
  readonly nodes: readonly Placed[]
  /** The points that each edge passes, in the order of the lineage's edges. */
  readonly lines: readonly (readonly Point[])[]
}

export function place(lineage: Lineage, direction: Direction): Layout {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: direction, nodesep: sizes[direction].beside, ranksep: sizes[direction].between })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of lineage.nodes) graph.setNode(node.id, { ...sizeOf(node, direction) })
  for (const edge of lineage.edges) graph.setEdge(edge.from, edge.to)
  dagre.layout(graph)
  const nodes = lineage.nodes.map((node) => {
    const { x, y } = graph.node(node.id)
    const { width, height } = sizeOf(node, direction)
    return { node, width, height, x: x - width / 2, y: y - height / 2 }
  })
  const lines = lineage.edges.map(({ from, to }) => {
    const { points } = graph.edge(from, to)
    // Neighbors need no points between them; a longer way goes around what stands in it.
    const between = points.length > 3 ? points.slice(1, -1) : []
    return [port(graph.node(from), direction, 1), ...between, port(graph.node(to), direction, -1)]
  })
  return { nodes, lines }
}

type Box = Point & { readonly width: number; readonly height: number }

/** The middle of the side at which money leaves (1) or arrives (-1). */
function port({ x, y, width, height }: Box, direction: Direction, side: 1 | -1): Point {
  return direction === 'LR' ? { x: x + (side * width) / 2, y } : { x, y: y + (side * height) / 2 }
}

/** A smooth line through points, as SVG writes it; it leaves and arrives in the direction that money runs. */
export function pathThrough(points: readonly Point[], direction: Direction): string {
  const curves = points.slice(1).map((to, index) => {
    const from = points[index]!
    const bend = direction === 'LR' ? { x: (to.x - from.x) / 2, y: 0 } : { x: 0, y: (to.y - from.y) / 2 }
    return `C ${from.x + bend.x} ${from.y + bend.y} ${to.x - bend.x} ${to.y - bend.y} ${to.x} ${to.y}`
  })
  return [`M ${points[0]?.x ?? 0} ${points[0]?.y ?? 0}`, ...curves].join(' ')
}

/** Half of the way along a line. */
export function middleOf(points: readonly Point[]): Point {
  const from = points[Math.ceil(points.length / 2) - 1]!
  const to = points[Math.floor(points.length / 2)]!
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
}

function sizeOf(node: LineageNode, direction: Direction): { readonly width: number; readonly height: number } {
  const { width, picture, work, payee } = sizes[direction]
  if (node.type !== 'work') return { width, height: payee }
  return { width, height: node.picture ? picture : work }
}
