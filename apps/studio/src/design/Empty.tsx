import type { ReactNode } from 'react'

type EmptyProps = {
  readonly title: string
  /** Why there is nothing, and what would put something here. */
  readonly children: ReactNode
  readonly action?: ReactNode
  /** A page that is nothing but this makes it the page's title. */
  readonly heading?: 'h1' | 'h2'
}

/** Nothing is here yet: a chance to teach. */
export function Empty({ title, children, action, heading: Heading = 'h2' }: EmptyProps) {
  return (
    <section className="flex max-w-xl animate-appear flex-col items-start gap-4 py-16">
      <Heading className="font-serif text-display">{title}</Heading>
      <div className="text-lead text-muted">{children}</div>
      {action}
    </section>
  )
}
