import type { ReactNode } from 'react'

type EmptyProps = {
  readonly title: string
  /** Why there is nothing, and what would put something here. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Nothing is here yet: a chance to teach. */
export function Empty({ title, children, action }: EmptyProps) {
  return (
    <section className="flex max-w-xl animate-appear flex-col items-start gap-4 py-16">
      <h2 className="font-serif text-display">{title}</h2>
      <div className="text-lead text-muted">{children}</div>
      {action}
    </section>
  )
}
