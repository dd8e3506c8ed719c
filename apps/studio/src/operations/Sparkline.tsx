/** A small curve of the last minutes: only whether something rises, falls or stands. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  if (values.length < 2) return null
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const range = high - low || 1
  const points = values.map((value, at) => `${(at / (values.length - 1)) * 100},${22 - ((value - low) / range) * 20}`)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      className="h-6 w-full max-w-40 text-muted"
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
