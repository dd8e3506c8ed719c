import type { Offer } from '@tributary/sdk/wire'
import { Disclosure, Hash, Icon, joined, moneyText } from '../../design/index.ts'
import { titleOf, wordsOf } from './wordsOf.ts'

type OfferChoiceProps = { readonly offer: Offer; readonly chosen: boolean; readonly onChoose: () => void }

/** A license that can be had; the chosen one says what one may do, what not, and what is owed. */
export function OfferChoice({ offer, chosen, onChoose }: OfferChoiceProps) {
  const words = wordsOf(offer)
  return (
    <li className="border-line border-b">
      <label className="flex items-start gap-4 py-4">
        <input type="radio" name="offer" checked={chosen} onChange={onChoose} className="mt-1.5 accent-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{titleOf(offer)}</span>
          <span className="block text-muted text-small">{words.limits.join(' · ')}</span>
        </span>
        <span className="tabular -mt-1 font-serif text-title">
          {moneyText({ amount: offer.price, token: offer.token })}
        </span>
      </label>
      {chosen && (
        <div className="flex animate-appear flex-col gap-3 pb-2 pl-7">
          <ul className="flex flex-col gap-1.5 text-small">
            {words.may.map((line) => (
              <Line key={line} text={line} may />
            ))}
            {words.mayNot.map((line) => (
              <Line key={line} text={line} may={false} />
            ))}
          </ul>
          {words.duties.map((line) => (
            <p key={line} className="text-small text-warn">
              {line}
            </p>
          ))}
          <FinePrint offer={offer} />
        </div>
      )}
    </li>
  )
}

function Line({ text, may }: { readonly text: string; readonly may: boolean }) {
  return (
    <li className={joined('flex gap-2', !may && 'text-muted')}>
      <span className={may ? 'text-good' : 'text-muted'}>
        <Icon name={may ? 'check' : 'close'} size={18} />
      </span>
      <span>
        {!may && <span className="sr-only">Not included: </span>}
        {text}
      </span>
    </li>
  )
}

function FinePrint({ offer }: { readonly offer: Offer }) {
  return (
    <Disclosure plain summary={<span className="text-muted text-small">The text, and the offer as it was signed</span>}>
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
