import type { TrainResult } from '@tributary/sdk/wire'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

type LossPlotProps = { readonly losses: TrainResult['losses'] }

const height = 200

/** How the two networks do against each other. */
export default function LossPlot({ losses }: LossPlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  useEffect(() => {
    const node = place.current!
    plot.current = new uPlot(optionsFor(node), [[], [], []], node)
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: node.clientWidth, height }))
    observer.observe(node)
    return () => {
      observer.disconnect()
      plot.current?.destroy()
    }
  }, [])
  useEffect(() => {
    plot.current?.setData([
      losses.map(({ step }) => step),
      losses.map(({ generator }) => generator),
      losses.map(({ discriminator }) => discriminator),
    ])
  }, [losses])
  const last = losses.at(-1)
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap gap-x-4 text-caption">
        <span className="text-accent">— generator {last?.generator.toFixed(2)}</span>
        <span className="text-muted">— discriminator {last?.discriminator.toFixed(2)}</span>
      </figcaption>
      <div ref={place} role="img" aria-label={`Losses up to step ${last?.step ?? 0}`} />
      <p className="text-caption text-muted">They play against each other: neither should win for good.</p>
    </figure>
  )
}

/** Colors are read from the page, so that the plot follows the theme it was made in. */
function optionsFor(node: HTMLElement): uPlot.Options {
  const color = (name: string) => {
    node.style.color = `var(--color-${name})`
    const value = getComputedStyle(node).color
    node.style.color = ''
    return value
  }
  const axis = {
    stroke: color('muted'),
    grid: { stroke: color('line'), width: 1 },
    ticks: { show: false },
    font: '11px sans-serif',
  }
  return {
    width: node.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false },
    scales: { x: { time: false } },
    axes: [axis, { ...axis, size: 36 }],
    series: [{}, { stroke: color('accent'), width: 1.5 }, { stroke: color('muted'), width: 1.5 }],
  }
}
