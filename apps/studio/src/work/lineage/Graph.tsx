import '@xyflow/react/dist/base.css'
import './graph.css'
import type { Lineage } from '@tributary/sdk/wire'
import { Controls, type Edge, type Node, ReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import { FlowEdge } from './FlowEdge.tsx'
import { GraphNode } from './GraphNode.tsx'
import { type Direction, type Layout, place } from './layout.ts'
import { carried, thickness, waiting } from './weights.ts'

const nodeTypes = { lineage: GraphNode }
const edgeTypes = { money: FlowEdge }

/** The lineage as a picture. The table beside it says the same to those who do not see it. */
export default function Graph({ lineage }: { readonly lineage: Lineage }) {
  const upright = matchMedia('(max-width: 48rem)').matches
  const direction = upright ? 'TB' : 'LR'
  const { nodes, edges } = useMemo(() => {
    const layout = place(lineage, direction)
    return { nodes: nodesOf(lineage, layout, direction), edges: edgesOf(lineage, layout, direction) }
  }, [lineage, direction])
  return (
    <div className="h-[min(80vh,40rem)] w-full overflow-hidden">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        fitViewOptions={{ padding: 0.06, maxZoom: 1 }}
        minZoom={0.15}
        maxZoom={1.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        zoomOnScroll={false}
        preventScrolling={false}
        aria-label="Lineage, as a picture"
      >
        <FlowColors />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  )
}

/** The gradient of money in motion, for lines. */
function FlowColors() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        <linearGradient
          id="money-flow"
          gradientUnits="userSpaceOnUse"
          x1="0"
          y1="0"
          x2="600"
          y2="0"
          spreadMethod="reflect"
        >
          <stop offset="0%" stopColor="var(--color-flow-1)" />
          <stop offset="50%" stopColor="var(--color-flow-2)" />
          <stop offset="100%" stopColor="var(--color-flow-3)" />
        </linearGradient>
      </defs>
    </svg>
  )
}

function nodesOf(lineage: Lineage, layout: Layout, direction: Direction): Node[] {
  return layout.nodes.map(({ node, x, y, width, height }) => ({
    id: node.id,
    type: 'lineage',
    position: { x, y },
    width,
    height,
    data: { node, root: node.id === lineage.root, direction },
  }))
}

function edgesOf({ edges }: Lineage, { lines }: Layout, direction: Direction): Edge[] {
  return edges.map((edge, index) => ({
    id: `${edge.from}-${edge.to}-${index}`,
    type: 'money',
    source: edge.from,
    target: edge.to,
    data: {
      line: lines[index],
      direction,
      share: edge.share,
      role: edge.role,
      moved: carried(edge),
      owed: waiting(edge),
      width: thickness(edge, edges),
    },
  }))
}
