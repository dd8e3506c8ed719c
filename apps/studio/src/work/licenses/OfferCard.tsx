import { useQueryClient } from '@tanstack/react-query'
import type { Offer, Plan } from '@tributary/sdk/wire'
import { useState } from 'react'
import { post } from '../../data/index.ts'
import { Button, Disclosure, Hash, Icon, moneyText, notify, Problem } from '../../design/index.ts'
import { sign } from '../../signing/index.ts'
import { titleOf, wordsOf } from './wordsOf.ts'

/** A license that can be had: what one may do, what not, for how long, at what price. */
export function OfferCard({ offer }: { readonly offer: Offer }) {
  const words = wordsOf(offer)
  const { buy, trouble, asking } = useBuying(offer)
  return (
    <li className="flex flex-col gap-4 border-line border-b py-6 last:border-b-0">
      <div className="flex items-start justify-between gap-6">
        <div>
          <h3 className="font-medium text-lead">{titleOf(offer)}</h3>
          <p className="text-muted text-small">{words.limits.join(' · ')}</p>
        </div>
        <p className="tabular text-right font-serif text-title">
          {moneyText({ amount: offer.price, token: offer.token })}
        </p>
      </div>
      <ul className="grid gap-1.5 text-small sm:grid-cols-2">
        {words.may.map((line) => (
          <li key={line} className="flex gap-2">
            <span className="text-good">
              <Icon name="check" size={18} />
            </span>
            {line}
          </li>
        ))}
        {words.mayNot.map((line) => (
          <li key={line} className="flex gap-2 text-muted">
            <Icon name="close" size={18} />
            <span>
              <span className="sr-only">Not included: </span>
              {line}
            </span>
          </li>
        ))}
      </ul>
      {words.duties.map((line) => (
        <p key={line} className="text-small text-warn">
          {line}
        </p>
      ))}
      {trouble !== undefined && <Problem error={trouble} onRetry={buy} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button look="primary" size="large" className="flex-1" busy={asking} onClick={buy}>
          License for {moneyText({ amount: offer.price, token: offer.token })}
        </Button>
      </div>
      <FinePrint offer={offer} />
    </li>
  )
}

function FinePrint({ offer }: { readonly offer: Offer }) {
  return (
    <Disclosure summary={<span className="text-muted text-small">The text, and the offer as it was signed</span>}>
      <dl className="grid grid-cols-[6rem_1fr] gap-x-4 gap-y-2 text-small">
        {offer.text && (
          <>
            <dt className="text-muted">Text</dt>
            <dd>
              <a href={offer.text.src} className="underline decoration-line underline-offset-4 hover:decoration-ink">
                {offer.text.name}
              </a>
            </dd>
          </>
        )}
        <dt className="text-muted">Offer</dt>
        <dd>
          <Hash value={offer.id} />
        </dd>
        <dt className="text-muted">Signature</dt>
        <dd>
          <Hash value={offer.signed.signature} />
        </dd>
      </dl>
    </Disclosure>
  )
}

function useBuying(offer: Offer) {
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const buy = async () => {
    setAsking(true)
    setTrouble(undefined)
    try {
      const signed = await sign((account) => post<Plan>('/v1/plans/buy', { account, offer: offer.id }))
      if (!signed) return
      notify('The license is yours', { tone: 'good', detail: 'It stands above, with its receipt.' })
      await queries.invalidateQueries({ queryKey: ['account', signed.account.toLowerCase()] })
    } catch (error) {
      setTrouble(error)
    } finally {
      setAsking(false)
    }
  }
  return { buy, trouble, asking }
}
