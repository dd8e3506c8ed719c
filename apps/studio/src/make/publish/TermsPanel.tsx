import type { DraftInput } from '@tributary/sdk/wire'
import { useState } from 'react'
import { Button, Chips, Disclosure, Field, Problem, parseAmount, Select, TextArea } from '../../design/index.ts'
import { type Form, wished } from './Form.ts'
import { OfferChoices } from './OfferChoices.tsx'
import { ShareSliders } from './ShareSliders.tsx'
import { TenDollars } from './TenDollars.tsx'

type TermsPanelProps = {
  readonly form: Form
  readonly change: (changes: Partial<Form>) => void
  readonly kind: 'output' | 'model' | 'dataset' | 'import' | 'remix'
  /** How many works are published. */
  readonly works: number
  /** How many of them are sold: a data set that goes with its model is not. */
  readonly sold?: number
  /** What $10 are split by; absent while it cannot be known. */
  readonly sample: DraftInput | undefined
  /** The part of the sample that is looked at; the first by default. */
  readonly samplePart?: number
  /** Why it cannot be published yet. */
  readonly blocked: string | undefined
  readonly onPublish: () => Promise<void>
}

/** Who is paid, what is sold, what others may do: everything about works but their pictures. */
export function TermsPanel(props: TermsPanelProps) {
  const { form, change, kind, sample, samplePart } = props
  return (
    <aside aria-label="Terms" className="flex min-w-0 flex-col gap-10">
      <section aria-labelledby="who-gets-what" className="flex flex-col gap-4">
        <h2 id="who-gets-what" className="font-serif text-title">
          Who gets what of $10
        </h2>
        <TenDollars input={sample} {...(samplePart !== undefined && { part: samplePart })} />
        <Disclosure summary={<span className="font-medium text-small">Give more to those it comes from</span>}>
          <ShareSliders kind={kind} shares={form.shares} onChange={(shares) => change({ shares })} />
        </Disclosure>
      </section>
      <OfferChoices form={form} change={change} />
      <TrainingChoice form={form} change={change} />
      <Disclosure summary={<span className="font-medium text-small">Description and license text</span>}>
        <Words form={form} change={change} />
      </Disclosure>
      <PublishButton {...props} />
    </aside>
  )
}

type Part = Pick<TermsPanelProps, 'form' | 'change'>

function TrainingChoice({ form, change }: Part) {
  return (
    <section aria-labelledby="training" className="flex flex-col gap-2">
      <h2 id="training" className="font-medium text-small">
        May models learn from it?
      </h2>
      <Chips
        label="May models learn from it?"
        options={[
          { value: 'notAllowed', label: 'Only with a license' },
          { value: 'allowed', label: 'Yes, freely' },
        ]}
        value={form.training}
        onChange={(training) => change({ training: training ?? 'notAllowed' })}
      />
      <p className="text-muted text-small">The answer is written into every file, where crawlers read it.</p>
    </section>
  )
}

function Words({ form, change }: Part) {
  return (
    <div className="flex flex-col gap-6 pt-2">
      <Field label="Description" hint="For all of them. It becomes part of the work and never changes.">
        {(wiring) => (
          <TextArea
            {...wiring}
            maxLength={10_000}
            value={form.description}
            onChange={({ target }) => change({ description: target.value })}
          />
        )}
      </Field>
      <Field label="License text in the file">
        {(wiring) => (
          <Select
            {...wiring}
            value={form.license}
            onChange={({ target }) => change({ license: target.value as Form['license'] })}
          >
            <option value="personal">Personal</option>
            <option value="commercial">Commercial</option>
            <option value="ai-training">AI training</option>
          </Select>
        )}
      </Field>
      <Field label="When somebody resells the work">
        {(wiring) => (
          <Select {...wiring} value={form.resale} onChange={({ target }) => change({ resale: Number(target.value) })}>
            {[0, 25_000, 50_000, 75_000, 100_000].map((ppm) => (
              <option key={ppm} value={ppm}>
                {ppm / 10_000} % come back to those above
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

function PublishButton({ form, works, sold = works, blocked, onPublish }: TermsPanelProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const wishes = wished(form)
  const odd = wishes.find(({ wish }) => !isPrice(wish.price) || !/^[1-9]\d{0,8}$/.test(wish.supply))
  const reason = blocked ?? (odd && `“${odd.terms.name}” needs a price and a number of licenses.`)
  const publish = async () => {
    setBusy(true)
    setError(undefined)
    await onPublish().catch(setError)
    setBusy(false)
  }
  return (
    <div className="sticky bottom-14 z-10 flex flex-col gap-3 border-line border-t bg-ground py-4 md:bottom-0">
      {error !== undefined && <Problem error={error} onRetry={publish} />}
      <Button look="primary" size="large" busy={busy} disabled={reason !== undefined} onClick={publish}>
        {works === 1 ? 'Publish' : `Publish ${works} works`}
      </Button>
      <p className="text-muted text-small">{reason ?? signingWords(works, sold * wishes.length)}</p>
    </div>
  )
}

function isPrice(text: string): boolean {
  const amount = parseAmount(text, 6)
  return amount !== undefined && amount !== '0'
}

/** What the wallet will ask for, before it asks. */
function signingWords(works: number, offers: number): string {
  const what = works === 1 ? 'the work' : `all ${works} works`
  const sale =
    offers === 0
      ? ''
      : ` Then ${offers === 1 ? 'an offer' : `${offers} offers`} to sign, which ${offers === 1 ? 'costs' : 'cost'} nothing.`
  return `Your wallet will ask for one transaction that publishes ${what}; only the fee of the chain leaves it.${sale}`
}
