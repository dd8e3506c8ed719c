import dagre from '@dagrejs/dagre'
import type { Lineage, LineageNode } from '@tributary/sdk/wire'

export type Placed = {
  readonly node: LineageNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How large things are drawn. Unit: pixels. */
const sizes = {
  picture: { width: 176, height: 232 },
  work: { width: 176, height: 96 },
  person: { width: 176, height: 56 },
  tree: { width: 176, height: 56 },
} as const

/** Where each node stands, so that money runs one way and lines cross little. */
export function place(lineage: Lineage, direction: 'LR' | 'TB'): readonly Placed[] {
  const graph = new dagre.graphlib.Graph()
  graph.setGraph({ rankdir: direction, nodesep: 32, ranksep: direction === 'LR' ? 120 : 72 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of lineage.nodes) graph.setNode(node.id, { ...sizeOf(node) })
  for (const edge of lineage.edges) graph.setEdge(edge.from, edge.to)
  dagre.layout(graph)
  return lineage.nodes.map((node) => {
    const { x, y } = graph.node(node.id)
    const { width, height } = sizeOf(node)
    return { node, width, height, x: x - width / 2, y: y - height / 2 }
  })
}

function sizeOf(node: LineageNode): { readonly width: number; readonly height: number } {
  return node.type === 'work' && node.picture ? sizes.picture : sizes[node.type]
}
