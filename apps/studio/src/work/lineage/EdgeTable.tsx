import { Link } from '@tanstack/react-router'
import type { Lineage, LineageEdge, LineageNode, Money as WireMoney } from '@tributary/sdk/wire'
import { type Column, Money, percent, shortened, Table } from '../../design/index.ts'

/** The lineage line by line. */
export function EdgeTable({ lineage }: { readonly lineage: Lineage }) {
  const nodes = new Map(lineage.nodes.map((node) => [node.id, node]))
  const columns: readonly Column<LineageEdge>[] = [
    { head: 'From', cell: (edge) => <NodeName node={nodes.get(edge.from)} /> },
    { head: 'To', cell: (edge) => <NodeName node={nodes.get(edge.to)} /> },
    { head: 'Share', cell: (edge) => percent(edge.share), numeric: true },
    { head: 'Moved', cell: (edge) => <Amounts amounts={edge.moved} />, numeric: true },
    { head: 'Waits', cell: (edge) => <Amounts amounts={edge.owed} />, numeric: true },
  ]
  return (
    <Table
      caption="Where money runs from this work"
      columns={columns}
      rows={lineage.edges}
      rowKey={(edge, index) => `${edge.from}-${edge.to}-${index}`}
    />
  )
}

function NodeName({ node }: { readonly node: LineageNode | undefined }) {
  const style = 'underline decoration-line underline-offset-4 hover:decoration-ink'
  if (!node) return null
  if (node.type === 'work')
    return (
      <Link to="/works/$id" params={{ id: node.id }} className={style}>
        {node.name}
      </Link>
    )
  const name = node.name || shortened(node.address ?? node.id)
  if (!node.address) return name
  return (
    <Link to="/statements" search={{ account: node.address }} className={style}>
      {name}
    </Link>
  )
}

function Amounts({ amounts }: { readonly amounts: readonly WireMoney[] }) {
  const some = amounts.filter(({ amount }) => amount !== '0')
  if (some.length === 0) return <span className="text-muted">–</span>
  return some.map((money) => (
    <span key={money.token.address} className="block">
      <Money money={money} />
    </span>
  ))
}
