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

/** Where each node stands, so that money runs one way and lines cross little. */
export function place(lineage: Lineage, direction: Direction): readonly Placed[] {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: direction, nodesep: sizes[direction].beside, ranksep: sizes[direction].between })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of lineage.nodes) graph.setNode(node.id, { ...sizeOf(node, direction) })
  for (const edge of lineage.edges) graph.setEdge(edge.from, edge.to)
  dagre.layout(graph)
  return lineage.nodes.map((node) => {
    const { x, y } = graph.node(node.id)
    const { width, height } = sizeOf(node, direction)
    return { node, width, height, x: x - width / 2, y: y - height / 2 }
  })
}

function sizeOf(node: LineageNode, direction: Direction): { readonly width: number; readonly height: number } {
  const { width, picture, work, payee } = sizes[direction]
  if (node.type !== 'work') return { width, height: payee }
  return { width, height: node.picture ? picture : work }
}
