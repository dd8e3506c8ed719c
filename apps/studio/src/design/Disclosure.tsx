import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { joined } from './joined.ts'

/** A line that unfolds. The browser's own: found by its search, opened by any key. */
export function Disclosure({
  summary,
  children,
  open,
  plain = false,
}: {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
  /** Without a hairline below, inside something that has its own. */
  readonly plain?: boolean
}) {
  return (
    <details className={joined('group', !plain && 'border-line border-b')} open={open}>
      <summary className="flex list-none items-center justify-between gap-4 py-3 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">{summary}</span>
        <span className="text-muted transition-transform duration-180 group-open:rotate-180">
          <Icon name="down" />
        </span>
      </summary>
      <div className="animate-appear pb-6">{children}</div>
    </details>
  )
}
