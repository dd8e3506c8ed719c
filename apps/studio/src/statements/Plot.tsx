import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { dateText } from '../design/index.ts'
import type { Curve } from './earned.ts'

const height = 240

/** A curve that rises by steps. Its numbers stand in the list of movements too, for those who do not see it. */
export default function Plot({ curve }: { readonly curve: Curve }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const plot = new UPlot(optionsOf(curve, element), [[...curve.times], [...curve.totals]], element)
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }))
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [curve])
  return <div ref={place} role="img" aria-label={wordsOf(curve)} className="mt-6 w-full" />
}

function wordsOf({ token, times, totals }: Curve): string {
  const [first, last] = [dateText(times[0]!), dateText(times.at(-1)!)]
  return `From ${first} to ${last}, ${totals.at(-1)!.toLocaleString('en-US')} ${token.symbol} arrived in ${times.length} steps.`
}

function optionsOf({ token }: Curve, element: HTMLElement): UPlot.Options {
  const style = getComputedStyle(element)
  const [muted, flow] = [style.getPropertyValue('--color-muted'), style.getPropertyValue('--color-flow-3')]
  const axis = {
    stroke: resolved(element, muted),
    grid: { show: false },
    ticks: { show: false },
    font: `12px ${style.fontFamily}`,
  }
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { y: false },
    axes: [
      axis,
      {
        ...axis,
        size: 72,
        values: (_plot, values) => values.map((value) => `${value.toLocaleString('en-US')} ${token.symbol}`),
      },
    ],
    series: [{}, { stroke: flow, width: 2, fill: `${flow}22`, paths: UPlot.paths.stepped!({ align: 1 }) }],
  }
}

// A canvas does not know light-dark(): the browser is asked what it means here.
function resolved(element: HTMLElement, color: string): string {
  element.style.color = color
  const found = getComputedStyle(element).color
  element.style.color = ''
  return found
}
