import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef, useState } from 'react'
import UPlot from 'uplot'
import { isDollar } from '../../design/index.ts'
import type { Stretch } from './MoneySection.tsx'
import type { Point } from './points.ts'

type PlotProps = {
  readonly points: readonly Point[]
  readonly symbol: string
  readonly chosen: Stretch | undefined
  readonly onChoose: (point: Point) => void
}

const height = 288

/** Revenue over time. A click, or arrow keys and Enter, shows the payments behind a point. */
export default function Plot({ points, symbol, chosen, onChoose }: PlotProps) {
  const [at, setAt] = useState<number>()
  const box = usePlot(points, symbol, setAt, onChoose)
  const point = points[at ?? points.length - 1]!
  return (
    <div>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="Revenue over time"
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(at ?? points.length - 1) + 1}
        aria-valuetext={`${point.stretch.name}: ${text(point.added, symbol)} more, ${text(point.total, symbol)} in all`}
        style={{ height }}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
          if (step) setAt(Math.min(points.length - 1, Math.max(0, (at ?? points.length - 1) + step)))
          if (event.key === 'Enter') onChoose(point)
        }}
      />
      <p className="tabular mt-2 flex flex-wrap justify-between gap-4 text-small">
        <span className="text-muted">{point.stretch.name}</span>
        <span>
          {text(point.added, symbol)} more, {text(point.total, symbol)} in all
        </span>
        {chosen?.name !== point.stretch.name && (
          <button type="button" className="underline underline-offset-4" onClick={() => onChoose(point)}>
            Show these payments
          </button>
        )}
      </p>
    </div>
  )
}

function usePlot(
  points: readonly Point[],
  symbol: string,
  onHover: (at: number) => void,
  onChoose: (point: Point) => void,
) {
  const box = useRef<HTMLDivElement>(null)
  const choose = useRef(onChoose)
  choose.current = onChoose
  useEffect(() => {
    const element = box.current
    if (!element) return
    const plot = new UPlot(optionsOf(element, points, symbol, onHover), dataOf(points), element)
    const click = () => {
      const point = points[plot.cursor.idx ?? -1]
      if (point) choose.current(point)
    }
    plot.over.addEventListener('click', click)
    const watcher = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      plot.destroy()
    }
  }, [points, symbol, onHover])
  return box
}

function dataOf(points: readonly Point[]): UPlot.AlignedData {
  return [points.map(({ time }) => time), points.map(({ total }) => total)]
}

function optionsOf(
  element: HTMLElement,
  points: readonly Point[],
  symbol: string,
  onHover: (at: number) => void,
): UPlot.Options {
  const span = spanOf(points)
  const color = colorsOf(element)
  const axis = {
    stroke: color.muted,
    grid: { stroke: color.line, width: 1 },
    ticks: { show: false },
    font: '12px "Instrument Sans"',
  }
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 10 } },
    scales: { x: { range: () => span }, y: { range: (_, __, high) => [0, high * 1.15] } },
    axes: [
      { ...axis, grid: { show: false } },
      { ...axis, size: 64, values: (_, values) => values.map((value) => text(value, symbol)) },
    ],
    series: [
      {},
      {
        stroke: color.flow,
        width: 2,
        fill: `color-mix(in srgb, ${color.flow} 12%, transparent)`,
        points: { show: true, size: 8, fill: color.flow },
        ...(UPlot.paths.stepped && { paths: UPlot.paths.stepped({ align: 1 }) }),
      },
    ],
    hooks: { setCursor: [(plot) => typeof plot.cursor.idx === 'number' && onHover(plot.cursor.idx)] },
  }
}

/** From a little before the first payment to a little after the last; a minute where there is only one. Seconds. */
function spanOf(points: readonly Point[]): [number, number] {
  const [first, last] = [points[0]!.time, points.at(-1)!.time]
  const pad = Math.max(60, (last - first) * 0.06)
  return [first - pad, last + pad]
}

/** A canvas knows no variables: the colors are read from the page as it is now. */
function colorsOf(element: HTMLElement): { readonly muted: string; readonly line: string; readonly flow: string } {
  const probe = element.appendChild(document.createElement('i'))
  const read = (name: string) => {
    probe.style.color = `var(--color-${name})`
    return getComputedStyle(probe).color
  }
  const colors = { muted: read('muted'), line: read('line'), flow: read('flow-1') }
  probe.remove()
  return colors
}

function text(value: number, symbol: string): string {
  const digits = value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return isDollar(symbol) ? `$${digits}` : `${digits} ${symbol}`
}
