import { Input, joined } from '../../design/index.ts'
import type { Form, Wish } from './Form.ts'
import { type OfferTerms, offerTerms } from './offerTerms.ts'

type OfferChoicesProps = { readonly form: Form; readonly change: (changes: Partial<Form>) => void }

/** What others may buy, in plain words. */
export function OfferChoices({ form, change }: OfferChoicesProps) {
  const set = (id: OfferTerms['id'], changes: Partial<Wish>) => {
    change({ wishes: { ...form.wishes, [id]: { ...form.wishes[id], ...changes } } })
  }
  return (
    <section aria-labelledby="offers" className="flex flex-col">
      <h2 id="offers" className="mb-3 font-serif text-title">
        What others may buy
      </h2>
      {offerTerms.map((terms) => (
        <OfferChoice
          key={terms.id}
          terms={terms}
          wish={form.wishes[terms.id]}
          onChange={(changes) => set(terms.id, changes)}
        />
      ))}
    </section>
  )
}

type OfferChoiceProps = {
  readonly terms: OfferTerms
  readonly wish: Wish
  readonly onChange: (changes: Partial<Wish>) => void
}

function OfferChoice({ terms, wish, onChange }: OfferChoiceProps) {
  return (
    <div className="border-line border-t py-4 last:border-b">
      <div className="flex items-start gap-3">
        <label className="flex min-w-0 flex-1 items-start gap-3">
          <input
            type="checkbox"
            checked={wish.on}
            onChange={({ target }) => onChange({ on: target.checked })}
            className="mt-1 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 text-small">
            <span className="block font-medium">{terms.name}</span>
            <span className="text-muted">{terms.words}</span>
          </span>
        </label>
        <span className={joined('flex w-22 shrink-0 items-center gap-1', !wish.on && 'text-muted')}>
          <span aria-hidden="true">$</span>
          <Input
            aria-label={`Price to ${terms.name.toLowerCase()}, in dollars`}
            inputMode="decimal"
            value={wish.price}
            onChange={({ target }) => onChange({ price: target.value, on: true })}
            className={joined('text-right', !wish.on && 'text-muted!')}
          />
        </span>
      </div>
      {wish.on && (
        <p className="mt-3 flex items-center gap-2 pl-7 text-muted text-small">
          At most
          <span className="w-20">
            <Input
              aria-label={`How many licenses to ${terms.name.toLowerCase()}`}
              inputMode="numeric"
              value={wish.supply}
              onChange={({ target }) => onChange({ supply: target.value })}
              className="h-8 text-right text-small"
            />
          </span>
          licenses, for ever
        </p>
      )}
    </div>
  )
}
