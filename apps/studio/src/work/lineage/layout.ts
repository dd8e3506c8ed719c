import dagre from '@dagrejs/dagre'
import type { Lineage, LineageNode } from '@tributary/sdk/wire'

export type Placed = {
  readonly node: LineageNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Direction = 'LR' | 'TB'

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
  return { nodes, lines: lineage.edges.map(({ from, to }) => graph.edge(from, to).points) }
}

/** A smooth line through points, as SVG writes it: each corner is rounded from middle to middle. */
export function pathThrough(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  const curves = rest.slice(0, -1).map((corner, index) => {
    const next = rest[index + 1]!
    const end = index === rest.length - 2 ? next : { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 }
    return `Q ${corner.x} ${corner.y} ${end.x} ${end.y}`
  })
  const straight = rest.length === 1 ? [`L ${rest[0]!.x} ${rest[0]!.y}`] : []
  return [`M ${first.x} ${first.y}`, ...curves, ...straight].join(' ')
}

function sizeOf(node: LineageNode, direction: Direction): { readonly width: number; readonly height: number } {
  const { width, picture, work, payee } = sizes[direction]
  if (node.type !== 'work') return { width, height: payee }
  return { width, height: node.picture ? picture : work }
}
