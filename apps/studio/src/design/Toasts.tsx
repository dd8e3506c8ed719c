import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { joined } from './joined.ts'
import { dismiss, type Notice, useNotices } from './notices.ts'

/** What `notify` said. Screen readers hear it; it takes no focus. */
export function Toasts() {
  const notices = useNotices()
  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      data-notices
      className="pointer-events-none fixed inset-x-4 top-16 z-60 flex flex-col items-center gap-2 md:top-auto md:right-auto md:bottom-6 md:left-6 md:items-start"
    >
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  )
}

const marks = { plain: 'text-muted', good: 'text-good', bad: 'text-bad' } as const
const icons = { plain: 'info', good: 'check', bad: 'warning' } as const

function Toast({ notice }: { readonly notice: Notice }) {
  return (
    <div className="pointer-events-auto flex w-full max-w-96 animate-rise items-start gap-3 rounded-control border border-line bg-raised py-3 pr-2 pl-4">
      <span className={joined('mt-0.5', marks[notice.tone])}>
        <Icon name={icons[notice.tone]} />
      </span>
      <div className="min-w-0 flex-1 py-0.5 text-small">
        <p className="font-medium">{notice.title}</p>
        {notice.detail && <p className="text-muted">{notice.detail}</p>}
      </div>
      <IconButton icon="close" label="Dismiss" size={16} className="size-8" onClick={() => dismiss(notice.id)} />
    </div>
  )
}
