import { Link } from '@tanstack/react-router'
import type { LineageNode } from '@tributary/sdk/wire'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { foremost, joined, moneyText, shortened } from '../../design/index.ts'
import { kindWords } from '../../market/words.ts'

type Data = { readonly node: LineageNode; readonly root: boolean; readonly direction: 'LR' | 'TB' }

/** A work, a person or a tree of contributors. */
export function GraphNode({ data }: NodeProps) {
  const { node, root, direction } = data as unknown as Data
  const [into, out] = direction === 'LR' ? [Position.Left, Position.Right] : [Position.Top, Position.Bottom]
  return (
    <div className="nodrag nopan size-full">
      <Handle type="target" position={into} />
      {node.type === 'work' ? <WorkNode node={node} root={root} /> : <PayeeNode node={node} />}
      <Handle type="source" position={out} />
    </div>
  )
}

function WorkNode({ node, root }: { readonly node: LineageNode; readonly root: boolean }) {
  const earned = foremost(node.earned)
  return (
    <Link
      to="/works/$id"
      params={{ id: node.id }}
      className={joined('flex size-full flex-col bg-ground', root && 'outline-2 outline-ink outline-offset-4')}
    >
      {node.picture && (
        <img src={node.picture.preview} alt="" width={176} height={176} className="aspect-square w-full object-cover" />
      )}
      <span className={joined('flex min-h-0 flex-1 flex-col justify-center', !node.picture && 'bg-sunk p-3')}>
        <span className="truncate font-serif text-[1.125rem] leading-6">{node.name}</span>
        <span className="truncate text-caption text-muted">
          {kindWords[node.kind ?? 'output'].one}
          {earned && `, ${moneyText(earned)} earned`}
        </span>
      </span>
    </Link>
  )
}

function PayeeNode({ node }: { readonly node: LineageNode }) {
  const earned = foremost(node.earned)
  const name = node.name || shortened(node.address ?? node.id)
  const body = (
    <>
      <span className="w-full truncate text-small">{name}</span>
      <span className="w-full truncate text-caption text-muted">
        {node.type === 'tree' ? 'all contributors' : earned ? `received ${moneyText(earned)}` : 'is paid'}
      </span>
    </>
  )
  const style = 'flex size-full flex-col justify-center border-line border-l-2 bg-ground px-3'
  if (!node.address) return <span className={style}>{body}</span>
  return (
    <Link to="/statements" search={{ account: node.address }} className={style}>
      {body}
    </Link>
  )
}
