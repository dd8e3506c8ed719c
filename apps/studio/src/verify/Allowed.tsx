import { Link } from '@tanstack/react-router'
import type { Verdict } from '@tributary/provenance'
import type { Offer, Work } from '@tributary/sdk/wire'
import { buttonStyle, durationText, Money } from '../design/index.ts'

type AllowedProps = { readonly verdict: Verdict.Verdict; readonly work: Work | undefined }

/** What may be done with a file: what its license says, and what can be bought. */
export function Allowed({ verdict, work }: AllowedProps) {
  if (verdict.work === undefined) return <Unknown verdict={verdict} />
  const open = work?.offers.filter(({ state }) => state === 'open') ?? []
  const license = verdict.work.record.tributary.license
  return (
    <section aria-labelledby="allowed">
      <h3 id="allowed" className="font-serif text-title">
        What you may do with it
      </h3>
      <p className="mt-2 max-w-prose text-muted">
        {license === undefined
          ? 'The record names no license. Looking at it and checking it is free; for anything else ask whoever holds it.'
          : `It is published under “${license.name ?? 'a license'}”, whose text stands below in the evidence.`}
        {open.length > 0 && ' These rights can be bought now:'}
      </p>
      {open.length > 0 && work !== undefined && (
        <ul className="mt-4 border-line border-t">
          {open.map((offer) => (
            <Right key={offer.id} work={work.id} offer={offer} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Right({ work, offer }: { readonly work: string; readonly offer: Offer }) {
  const { rights, price: amount, token, duration } = offer
  return (
    <li className="flex flex-wrap items-center justify-between gap-4 border-line border-b py-4">
      <span>
        <span className="block font-medium">{rights.map(toWords).join(', ')}</span>
        <span className="block text-muted text-small">
          {duration === 0 ? 'for ever' : `for ${durationText(duration)}`}
        </span>
      </span>
      <span className="flex items-center gap-6">
        <Money money={{ amount, token }} className="font-serif text-title" />
        <Link to="/works/$id" params={{ id: work }} hash="licenses" className={buttonStyle('primary')}>
          License it
        </Link>
      </span>
    </li>
  )
}

function toWords(right: Offer['rights'][number]): string {
  const words = {
    display: 'Show it',
    commercial: 'Use it commercially',
    derivative: 'Make something from it',
    training: 'Train on it',
    resale: 'Sell copies',
  }
  return words[right]
}

function Unknown({ verdict: { answer } }: { readonly verdict: Verdict.Verdict }) {
  if (answer === 'unreadable') return null
  return (
    <section aria-labelledby="allowed">
      <h3 id="allowed" className="font-serif text-title">
        What you may do with it
      </h3>
      <p className="mt-2 max-w-prose text-muted">
        Nothing here says. If you made it yourself,{' '}
        <Link to="/make" className="underline underline-offset-4">
          publish it
        </Link>{' '}
        and it will be known from now on.
      </p>
    </section>
  )
}
