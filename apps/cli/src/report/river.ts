// The river: money flowing left to right, from payments through works to people. Widths are in proportion to amounts.
// Layered layout: columns by longest path from a source, order by barycenter of the neighbors, straight stacking.
import type { Stream } from './Report.ts'

type Node = {
  name: string
  column: number
  side: boolean
  value: number
  y: number
  height: number
  inAt: number
  outAt: number
}

const [width, gap, barWidth] = [1120, 12, 10]
/** Bar pixels of the column that carries the most money. */
const fullest = 400
/** Two lines of text, which even the thinnest node needs. */
const labelHeight = 28
const margin = 190
const sweeps = 6

/** Draws streams as an SVG picture. Names are escaped; nothing but SVG comes out. */
export function drawRiver(streams: readonly Stream[], label: (amount: string) => string): string {
  if (streams.length === 0) return ''
  const nodes = layOut(streams)
  const columns = Math.max(...[...nodes.values()].map((node) => node.column)) + 1
  const x = (column: number): number => margin + (column * (width - 2 * margin - barWidth)) / Math.max(1, columns - 1)
  const ordered = [...streams].sort(
    (a, b) => nodes.get(a.to)!.y - nodes.get(b.to)!.y || nodes.get(a.from)!.y - nodes.get(b.from)!.y,
  )
  const scale = scaleOf(nodes)
  const ribbons = ordered.map((stream) => ribbon(stream, nodes, x, scale, label))
  const bars = [...nodes.values()].map((node) => bar(node, x, columns, label))
  return `<svg class="river" viewBox="0 ${-gap} ${width} ${Math.ceil(heightOf(nodes)) + 2 * gap}" role="img" aria-label="Where the money went">${ribbons.join('')}${bars.join('')}</svg>`
}

function layOut(streams: readonly Stream[]): Map<string, Node> {
  const nodes = new Map<string, Node>()
  for (const { from, to } of streams)
    for (const name of [from, to])
      nodes.set(name, { name, column: 0, side: false, value: 0, y: 0, height: 0, inAt: 0, outAt: 0 })
  for (let pass = 0; pass < nodes.size; pass++) {
    for (const { from, to } of streams)
      nodes.get(to)!.column = Math.max(nodes.get(to)!.column, nodes.get(from)!.column + 1)
  }
  const last = Math.max(...[...nodes.values()].map((node) => node.column))
  for (const node of nodes.values()) if (!streams.some((stream) => stream.from === node.name)) node.column = last
  for (const node of nodes.values())
    node.value = Math.max(sum(streams, 'to', node.name), sum(streams, 'from', node.name))
  for (const node of nodes.values()) node.side = node.column === 0 || node.column === last
  const scale = scaleOf(nodes)
  for (const node of nodes.values()) node.height = Math.max(2, node.value * scale)
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let column = 0; column <= last; column++) stack(column, nodes, streams)
  for (const node of nodes.values()) node.inAt = node.outAt = node.y
  return nodes
}

const sum = (streams: readonly Stream[], end: 'from' | 'to', name: string): number =>
  streams.reduce((total, stream) => (stream[end] === name ? total + Number(stream.amount) : total), 0)

/** Pixels per token-wei. */
function scaleOf(nodes: Map<string, Node>): number {
  const columns = Map.groupBy(nodes.values(), (node) => node.column)
  return (
    fullest / Math.max(...[...columns.values()].map((column) => column.reduce((total, node) => total + node.value, 0)))
  )
}

/** The room a node takes: at the sides its label stands beside the bar, in between above it. */
const slot = (node: Node): number => (node.side ? Math.max(node.height, labelHeight) : node.height + labelHeight) + gap
const barTop = (node: Node): number => (node.side ? (slot(node) - node.height) / 2 : labelHeight)

function heightOf(nodes: Map<string, Node>): number {
  const columns = Map.groupBy(nodes.values(), (node) => node.column)
  return Math.max(...[...columns.values()].map((column) => column.reduce((total, node) => total + slot(node), 0)))
}

/** Orders one column by where its neighbors' middles are, then stacks it around the center. */
function stack(column: number, nodes: Map<string, Node>, streams: readonly Stream[]): void {
  const members = [...nodes.values()].filter((node) => node.column === column)
  const wanted = new Map(members.map((node) => [node, barycenter(node, nodes, streams)]))
  members.sort((a, b) => wanted.get(a)! - wanted.get(b)!)
  let y = (heightOf(nodes) - members.reduce((total, node) => total + slot(node), 0)) / 2
  for (const node of members) {
    node.y = y + barTop(node)
    y += slot(node)
  }
}

function barycenter(node: Node, nodes: Map<string, Node>, streams: readonly Stream[]): number {
  let weight = 0
  let total = 0
  for (const stream of streams) {
    if (stream.from !== node.name && stream.to !== node.name) continue
    const other = nodes.get(stream.from === node.name ? stream.to : stream.from)!
    weight += Number(stream.amount)
    total += Number(stream.amount) * (other.y + other.height / 2)
  }
  return weight === 0 ? node.y : total / weight
}

function ribbon(
  stream: Stream,
  nodes: Map<string, Node>,
  x: (column: number) => number,
  scale: number,
  label: (amount: string) => string,
): string {
  const [from, to] = [nodes.get(stream.from)!, nodes.get(stream.to)!]
  const thick = Math.max(1, Number(stream.amount) * scale)
  const [x0, x1] = [x(from.column) + barWidth, x(to.column)]
  const [y0, y1] = [from.outAt, to.inAt]
  from.outAt += thick
  to.inAt += thick
  const bend = r((x0 + x1) / 2)
  const edge = (ya: number, yb: number, xb: number): string => `C${bend},${r(ya)} ${bend},${r(yb)} ${r(xb)},${r(yb)}`
  const path = `M${r(x0)},${r(y0)} ${edge(y0, y1, x1)} V${r(y1 + thick)} ${edge(y1 + thick, y0 + thick, x0)} Z`
  const title = `${stream.from} → ${stream.to}: ${label(stream.amount)}${stream.kind === 'owed' ? ' (not yet claimed)' : ''}`
  return `<path class="ribbon ${stream.kind}" d="${path}"><title>${escapeText(title)}</title></path>`
}

function bar(node: Node, x: (column: number) => number, columns: number, label: (amount: string) => string): string {
  const left = x(node.column)
  const atEnd = node.column === columns - 1
  const [textX, anchor] =
    node.column === 0 ? [left - 10, 'end'] : atEnd ? [left + barWidth + 10, 'start'] : [left + barWidth / 2, 'middle']
  const between = node.column > 0 && !atEnd
  const y = between ? node.y - 18 : node.y + node.height / 2 - 2
  const amount = label(String(Math.round(node.value)))
  return `<g class="node"><rect x="${r(left)}" y="${r(node.y)}" width="${barWidth}" height="${r(node.height)}" rx="3"/><text x="${r(textX)}" y="${r(y)}" text-anchor="${anchor}"><tspan class="name">${escapeText(node.name)}</tspan><tspan class="amount" x="${r(textX)}" dy="13">${escapeText(amount)}</tspan></text></g>`
}

const r = (value: number): string => value.toFixed(1)

/** Makes any text safe inside HTML and SVG, attributes included. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
