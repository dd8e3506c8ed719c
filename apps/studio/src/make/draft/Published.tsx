import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Draft, Offer, Studio, Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post, queries, queryClient } from '../../data/index.ts'
import { Button, buttonStyle, Money, notify, Picture, Problem } from '../../design/index.ts'
import { rightWords } from '../../market/words.ts'
import { sign } from '../../signing/index.ts'
import { forget } from '../useStored.ts'
import { sellable, sellDraft, wishesOf } from './steps.ts'

/** It is out: links to share, and what remains to be put up for sale. */
export function Published({ draft }: { readonly draft: Draft }) {
  const { data: studio } = useQuery(queries.studio())
  const shown = sellable(draft)
  const works = useQueries({
    queries: shown.map(({ id }) => ({ ...queries.work(id ?? ''), enabled: id !== undefined })),
  })
  const offers = works.flatMap(({ data }) => data?.offers.filter(({ state }) => state === 'open') ?? [])
  return (
    <div className="flex flex-col gap-10">
      <header className="flex max-w-2xl flex-col gap-4">
        <h1 className="font-serif text-display">
          {shown.length === 1 ? `“${shown[0]!.name}” is published.` : `${shown.length} works are published.`}
        </h1>
        <p className="text-lead text-muted">
          {offers.length > 0
            ? 'Anyone can license them now. Send somebody a link, or open one in a private window with another wallet, buy a license, and watch the money arrive.'
            : 'The chain knows their terms. Every file says by itself how it was made and by whom.'}
        </p>
      </header>
      {studio && offers.length === 0 && <PutUpForSale draft={draft} studio={studio} />}
      <ul className="grid grid-cols-1 gap-x-4 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
        {shown.map((work, index) => (
          <PublishedWork key={work.id} drafted={work} work={works[index]?.data} />
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Link to="/make" className={buttonStyle('plain', 'large')}>
          Make more
        </Link>
        <Link to="/statements" className={buttonStyle('plain', 'large')}>
          Watch what comes in
        </Link>
      </div>
    </div>
  )
}

function PutUpForSale({ draft, studio }: { readonly draft: Draft; readonly studio: Studio }) {
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const wishes = wishesOf(draft)
  const count = wishes.length * sellable(draft).length
  if (count === 0) return null
  const go = async () => {
    setBusy(true)
    setError(undefined)
    try {
      if (await sellDraft(draft, studio, wishes)) {
        forget(`wishes.${draft.id}`)
        notify('They are for sale', { tone: 'good', detail: 'The offers stand in the market.' })
        await queryClient.invalidateQueries({ queryKey: ['work'] })
      }
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <section
      aria-label="Put up for sale"
      className="flex max-w-xl flex-col items-start gap-4 border-accent border-l-2 pl-6"
    >
      <p className="text-lead">
        One thing is left: {count === 1 ? 'an offer' : `${count} offers`} to sign. It costs nothing.
      </p>
      {error !== undefined && <Problem error={error} onRetry={go} />}
      <Button look="primary" size="large" busy={busy} onClick={go}>
        Put {count === 1 ? 'it' : 'them'} up for sale
      </Button>
    </section>
  )
}

type PublishedWorkProps = { readonly drafted: Draft['works'][number]; readonly work: Work | undefined }

function PublishedWork({ drafted, work }: PublishedWorkProps) {
  const { id = '', name, picture } = drafted
  const share = async () => {
    await navigator.clipboard.writeText(`${location.origin}/works/${id}`)
    notify('The link is in your clipboard', { detail: 'It shows a preview where it is pasted.' })
  }
  return (
    <li className="flex flex-col gap-3">
      <Link to="/works/$id" params={{ id }} aria-label={`Open ${name}`}>
        {picture && <Picture picture={picture} alt={name} size="full" />}
      </Link>
      <div className="flex items-start justify-between gap-3">
        <h2 className="min-w-0 font-serif text-title">{name}</h2>
        <Button size="small" icon="share" onClick={share}>
          Copy link
        </Button>
      </div>
      {work?.offers.map((offer) => offer.state === 'open' && <OfferRow key={offer.id} offer={offer} />)}
    </li>
  )
}

/** What is for sale, with the way back. */
function OfferRow({ offer }: { readonly offer: Offer }) {
  const withdraw = async () => {
    const done = await sign((account) => post('/v1/plans/cancel', { account, offer: offer.id })).catch(
      (error: unknown) =>
        notify('It was not withdrawn', { tone: 'bad', detail: error instanceof Error ? error.message : undefined }),
    )
    if (done) await queryClient.invalidateQueries({ queryKey: ['work', offer.work] })
  }
  return (
    <div className="flex items-center gap-3 border-line border-t pt-2 text-small">
      <span className="min-w-0 flex-1">{offer.rights.map((right) => rightWords[right].may).join('. ')}</span>
      <Money money={{ amount: offer.price, token: offer.token }} className="font-medium" />
      <Button size="small" look="quiet" onClick={withdraw}>
        Withdraw
      </Button>
    </div>
  )
}
