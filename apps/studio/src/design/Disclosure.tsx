import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** A line that unfolds. The browser's own: found by its search, opened by any key. */
export function Disclosure({
  summary,
  children,
  open,
}: {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
}) {
  return (
    <details className="group border-line border-b" open={open}>
      <summary className="flex list-none items-center justify-between gap-4 py-4 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">{summary}</span>
        <span className="text-muted transition-transform duration-180 group-open:rotate-180">
          <Icon name="down" />
        </span>
      </summary>
      <div className="animate-appear pb-6">{children}</div>
    </details>
  )
}
