// The river: money flowing left to right, from payments through works to people. Widths are in proportion to amounts.
import { escapeText } from './escapeText.ts'
import { gap, type Layout, type Link, layOut, type Node } from './layOut.ts'
import type { Stream } from './Report.ts'

const [width, barWidth, margin] = [1120, 10, 190]

type Pen = {
  readonly layout: Layout
  readonly x: (column: number) => number
  readonly money: (amount: string) => string
}

/** Draws streams as an SVG picture. Names are escaped; nothing but SVG comes out. */
export function drawRiver(streams: readonly Stream[], money: (amount: string) => string): string {
  if (streams.length === 0) return ''
  const layout = layOut(streams)
  const step = (width - 2 * margin - barWidth) / Math.max(1, layout.columns - 1)
  const pen = { layout, money, x: (column: number) => margin + column * step }
  const box = `0 ${-gap} ${width} ${Math.ceil(layout.height) + 2 * gap}`
  const bars = layout.nodes.map((node) => bar(node, pen))
  return `<svg class="river" viewBox="${box}" role="img" aria-label="Where the money went">${ribbons(pen).join('')}${bars.join('')}</svg>`
}

/** Ribbons leave and reach a bar in the order of what they lead to, so that they cross as little as may be. */
function ribbons(pen: Pen): string[] {
  const edges = new Map(pen.layout.nodes.map((node) => [node, { in: node.y, out: node.y }]))
  const ordered = pen.layout.links.toSorted((a, b) => a.to.y - b.to.y || a.from.y - b.from.y)
  return ordered.map((link) => {
    const thick = Math.max(1, link.value * pen.layout.scale)
    const [from, to] = [edges.get(link.from)!, edges.get(link.to)!]
    const path = ribbon(link, pen, { start: from.out, end: to.in, thick })
    from.out += thick
    to.in += thick
    return path
  })
}

type Edge = { readonly start: number; readonly end: number; readonly thick: number }

function ribbon({ from, to, stream }: Link, { x, money }: Pen, { start, end, thick }: Edge): string {
  const [x0, x1] = [x(from.column) + barWidth, x(to.column)]
  const bend = round((x0 + x1) / 2)
  const curve = (ya: number, yb: number, xb: number): string =>
    `C${bend},${round(ya)} ${bend},${round(yb)} ${round(xb)},${round(yb)}`
  const back = curve(end + thick, start + thick, x0)
  const path = `M${round(x0)},${round(start)} ${curve(start, end, x1)} V${round(end + thick)} ${back} Z`
  const waits = stream.kind === 'owed' ? ' (not yet claimed)' : ''
  const title = `${stream.from.name} → ${stream.to.name}: ${money(stream.amount)}${waits}`
  return `<path class="ribbon ${stream.kind}" d="${path}"><title>${escapeText(title)}</title></path>`
}

function bar(node: Node, { x, money }: Pen): string {
  const left = x(node.column)
  const [textX, anchor] = labelPlace(node, left)
  const y = node.side ? node.y + node.height / 2 - 2 : node.y - 18
  const name = `<tspan class="name">${escapeText(node.place.name)}</tspan>`
  const amount = `<tspan class="amount" x="${round(textX)}" dy="13">${escapeText(money(String(Math.round(node.value))))}</tspan>`
  const rect = `<rect x="${round(left)}" y="${round(node.y)}" width="${barWidth}" height="${round(node.height)}" rx="3"/>`
  return `<g class="node">${rect}<text x="${round(textX)}" y="${round(y)}" text-anchor="${anchor}">${name}${amount}</text></g>`
}

function labelPlace(node: Node, left: number): [x: number, anchor: string] {
  if (node.column === 0) return [left - 10, 'end']
  return node.side ? [left + barWidth + 10, 'start'] : [left + barWidth / 2, 'middle']
}

const round = (value: number): string => value.toFixed(1)
