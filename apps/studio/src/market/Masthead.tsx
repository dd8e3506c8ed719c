import { Link } from '@tanstack/react-router'

/** The first thing a newcomer reads. It makes room as soon as somebody searches. */
export function Masthead({ small }: { readonly small: boolean }) {
  if (small) return <h1 className="sr-only">Market</h1>
  return (
    <section className="screen-width grid items-end gap-x-16 gap-y-4 pt-8 pb-6 lg:grid-cols-[1fr_24rem] lg:pt-12 lg:pb-8">
      <h1 className="max-w-[20ch] font-serif text-hero">
        Pictures that know <em>where they came from</em>
      </h1>
      <p className="max-w-[60ch] text-muted lg:pb-2">
        Each one carries its recipe and the proof of it. License one, and the money finds its way back: to the maker, to
        the model, to everybody whose pictures taught it.{' '}
        <Link to="/make" className="text-ink underline decoration-line underline-offset-4 hover:decoration-ink">
          Make your own
        </Link>
        .
      </p>
    </section>
  )
}
