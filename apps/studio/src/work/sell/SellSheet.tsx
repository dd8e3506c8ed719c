import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Studio, Work } from '@tributary/sdk/wire'
import { useState } from 'react'
import { queries } from '../../data/index.ts'
import { Button, Check, Field, Input, notify, Problem, Select, Sheet } from '../../design/index.ts'
import { rights, rightWords } from '../../market/words.ts'
import { durations, firstTerms, problemsOf, type SaleTerms } from './SaleTerms.ts'
import { sell } from './sell.ts'

type SellSheetProps = { readonly work: Work; readonly onOpenChange: (open: boolean) => void }

/** The holder writes an offer, reads it in words, signs it. Nothing goes to the chain until somebody buys. */
export default function SellSheet({ work, onOpenChange }: SellSheetProps) {
  const { data: studio } = useQuery(queries.studio())
  return (
    <Sheet
      open
      onOpenChange={onOpenChange}
      title="Sell a license"
      lead="You sign the terms once, without a fee. Nothing goes to the chain until somebody buys."
    >
      {studio && <Form work={work} studio={studio} onDone={() => onOpenChange(false)} />}
    </Sheet>
  )
}

type FormProps = { readonly work: Work; readonly studio: Studio; readonly onDone: () => void }

function Form({ work, studio, onDone }: FormProps) {
  const [terms, setTerms] = useState<SaleTerms>(firstTerms)
  const [trouble, setTrouble] = useState<unknown>()
  const client = useQueryClient()
  const token = studio.tokens[0]!
  const wrong = problemsOf(terms, token)
  const change = (next: Partial<SaleTerms>) => setTerms((before) => ({ ...before, ...next }))
  const submit = async () => {
    onDone()
    const offer = await sell(work, studio, terms)
    if (!offer) return
    notify('It is for sale', { tone: 'good', detail: 'The offer stands on the page of the work and in the market.' })
    await client.invalidateQueries({ queryKey: ['work', work.id] })
  }
  return (
    <form
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault()
        submit().catch((error: unknown) => {
          setTrouble(error)
          notify('The offer was not put up', {
            tone: 'bad',
            detail: error instanceof Error ? error.message : undefined,
          })
        })
      }}
    >
      <RightBoxes terms={terms} error={wrong.rights} onChange={change} />
      <div className="grid gap-6 sm:grid-cols-2">
        <Field label={`Price, in ${token.symbol}`} error={wrong.price}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="decimal"
              value={terms.price}
              onChange={(event) => change({ price: event.target.value })}
            />
          )}
        </Field>
        <Field label="How many" hint="1 makes it rare." error={wrong.supply}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="numeric"
              value={terms.supply}
              onChange={(event) => change({ supply: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label="How long a license lasts">
        {(wiring) => (
          <Select
            {...wiring}
            value={terms.duration}
            onChange={(event) => change({ duration: Number(event.target.value) })}
          >
            {durations.map(({ seconds, name }) => (
              <option key={seconds} value={seconds}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {trouble !== undefined && <Problem error={trouble} />}
      <Button type="submit" look="primary" size="large" disabled={Object.keys(wrong).length > 0}>
        Read it, then sign
      </Button>
    </form>
  )
}

type RightBoxesProps = {
  readonly terms: SaleTerms
  readonly error: string | undefined
  readonly onChange: (next: Partial<SaleTerms>) => void
}

function RightBoxes({ terms, error, onChange }: RightBoxesProps) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 font-medium text-small">The buyer may</legend>
      {rights.map((right) => (
        <Check
          key={right}
          label={rightWords[right].may}
          checked={terms.rights.includes(right)}
          onChange={(event) =>
            onChange({
              rights: event.target.checked ? [...terms.rights, right] : terms.rights.filter((each) => each !== right),
            })
          }
        />
      ))}
      {error && <p className="text-bad text-small">{error}</p>}
    </fieldset>
  )
}
