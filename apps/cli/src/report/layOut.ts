// Layered layout of a flow diagram: columns by longest path from a source, order in a column by the barycenter of the
// neighbors, stacked around the middle. Lineages have no cycles and people pay nobody, so the longest path exists.
import type { Place, Stream } from './Report.ts'

/** A bar of the picture. Lengths in pixels. */
export type Node = {
  readonly place: Place
  readonly links: Link[]
  column: number
  /** Whether it stands in the first or last column, where its label has room beside it. */
  side: boolean
  value: number
  y: number
  height: number
}

/** A ribbon of the picture, from one bar to another. */
export type Link = { readonly from: Node; readonly to: Node; readonly stream: Stream; readonly value: number }

/** Bars and ribbons with their places. */
export type Layout = {
  readonly nodes: readonly Node[]
  readonly links: readonly Link[]
  readonly columns: number
  readonly height: number
  /** Pixels per token-wei. */
  readonly scale: number
}

/** Room between two bars. */
export const gap = 12
/** Two lines of text, which even the thinnest bar needs. */
export const labelHeight = 28
/** Length of all bars of the column that carries the most money. */
const fullest = 400
const sweeps = 6

/** Finds a place for every bar. */
export function layOut(streams: readonly Stream[]): Layout {
  const { nodes, links } = graphOf(streams)
  for (let pass = 0; pass < nodes.length; pass++) {
    for (const { from, to } of links) to.column = Math.max(to.column, from.column + 1)
  }
  const last = Math.max(...nodes.map(({ column }) => column))
  for (const node of nodes) {
    if (!node.links.some(({ from }) => from === node)) node.column = last
    node.side = node.column === 0 || node.column === last
    node.value = Math.max(total(node, 'from'), total(node, 'to'))
  }
  const columns = [...Map.groupBy(nodes, ({ column }) => column).values()]
  const scale = fullest / Math.max(...columns.map((column) => sum(column.map(({ value }) => value))))
  for (const node of nodes) node.height = Math.max(2, node.value * scale)
  const height = Math.max(...columns.map((column) => sum(column.map(slot))))
  for (let sweep = 0; sweep < sweeps; sweep++) for (const column of columns) stack(column, height)
  return { nodes, links, columns: last + 1, height, scale }
}

function graphOf(streams: readonly Stream[]): { nodes: Node[]; links: Link[] } {
  const nodes = new Map<string, Node>()
  const nodeAt = (place: Place): Node => {
    const key = `${place.kind} ${place.name}`
    const node = nodes.get(key) ?? { place, links: [], column: 0, side: false, value: 0, y: 0, height: 0 }
    nodes.set(key, node)
    return node
  }
  const links = streams.map((stream) => {
    const link = { from: nodeAt(stream.from), to: nodeAt(stream.to), stream, value: Number(stream.amount) }
    link.from.links.push(link)
    link.to.links.push(link)
    return link
  })
  return { nodes: [...nodes.values()], links }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function total(node: Node, end: 'from' | 'to'): number {
  return sum(node.links.filter((link) => link[end] === node).map(({ value }) => value))
}

/** The room a bar takes: at the sides its label stands beside it, in between above it. */
function slot({ side, height }: Node): number {
  return (side ? Math.max(height, labelHeight) : height + labelHeight) + gap
}

function stack(column: Node[], height: number): void {
  const wanted = new Map(column.map((node) => [node, barycenter(node)]))
  column.sort((a, b) => wanted.get(a)! - wanted.get(b)!)
  let y = (height - sum(column.map(slot))) / 2
  for (const node of column) {
    node.y = y + (node.side ? (slot(node) - node.height) / 2 : labelHeight)
    y += slot(node)
  }
}

/** Where the middle of a bar would like to be: at the mean of its neighbors' middles, by money. */
function barycenter(node: Node): number {
  const weight = sum(node.links.map(({ value }) => value))
  const pull = node.links.map(({ from, to, value }) => {
    const other = from === node ? to : from
    return value * (other.y + other.height / 2)
  })
  return weight === 0 ? node.y : sum(pull) / weight
}
