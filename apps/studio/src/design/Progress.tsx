import { Progress as Radix } from 'radix-ui'

type ProgressProps = {
  readonly label: string
  readonly done: number
  /** 0 when nobody knows how much there is. */
  readonly total: number
  readonly unit?: string
  readonly secondsLeft?: number | undefined
}

/** How far something long has come, in a bar and in words. */
export function Progress({ label, done, total, unit = '', secondsLeft }: ProgressProps) {
  const part = total > 0 ? Math.min(1, done / total) : undefined
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-4 text-small">
        <span>{label}</span>
        <span className="tabular font-mono text-caption text-muted">
          {part === undefined ? '' : `${amount(done)} / ${amount(total)} ${unit}`}
          {secondsLeft !== undefined && ` · ${duration(secondsLeft)} left`}
        </span>
      </div>
      <Radix.Root
        value={part === undefined ? null : part * 100}
        aria-label={label}
        className="h-1 w-full overflow-hidden bg-sunk"
      >
        <Radix.Indicator
          className={
            part === undefined
              ? 'h-full w-full animate-breathe bg-ink'
              : 'h-full origin-left bg-ink transition-transform duration-240'
          }
          style={part === undefined ? {} : { transform: `scaleX(${part})` }}
        />
      </Radix.Root>
    </div>
  )
}

function amount(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 })
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`
  return `${(seconds / 3600).toFixed(1)} h`
}
