import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { queries } from '../data/index.ts'
import { Button, Field, Input, moneyText, nameOf } from '../design/index.ts'
import { needWallet } from '../wallet/index.ts'

/** Nobody is chosen yet: what a statement is, and three ways to one. */
export function Start() {
  return (
    <div className="grid grid-cols-1 gap-12 lg:grid-cols-[7fr_5fr] lg:gap-20">
      <div>
        <h1 className="font-serif text-hero">What you are owed</h1>
        <p className="mt-6 max-w-xl text-lead text-muted">
          Whoever drew for a data set, trained a model or made a work gets a part of every payment that it ever leads
          to. A statement says how much, from which works, and why. The money waits in a contract, not with this studio.
        </p>
        <Button look="primary" size="large" icon="wallet" className="mt-8" onClick={() => needWallet()}>
          Show what I am owed
        </Button>
      </div>
      <div className="flex flex-col gap-12">
        <LookUp />
        <People />
      </div>
    </div>
  )
}

/** Statements are public: anybody's can be read by address. */
export function LookUp() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [error, setError] = useState<string>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const account = text.trim()
    if (!/^0x[0-9a-fA-F]{40}$/.test(account)) return setError('An address is 0x and 40 digits from 0 to f.')
    void navigate({ to: '/statements', search: { account } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field
        label="Somebody else’s statement"
        hint="Money on a chain is public: any address can be looked up."
        error={error}
      >
        {(wiring) => (
          <span className="flex gap-2">
            <Input
              {...wiring}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setError(undefined)
              }}
              placeholder="0x…"
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
            <Button type="submit">Show</Button>
          </span>
        )}
      </Field>
    </form>
  )
}

/** People whom the newest picture pays, as examples. */
function People() {
  const { data: works } = useInfiniteQuery(queries.works({ kind: 'output' }))
  const first = works?.pages[0]?.items[0]
  const { data: lineage } = useQuery({ ...queries.lineage(first?.id ?? ''), enabled: first !== undefined })
  const people = lineage?.nodes.filter(({ type, address }) => type === 'person' && address !== undefined) ?? []
  if (first === undefined || people.length === 0) return null
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="font-medium text-small">
        People whom “{first.name}” pays
      </h2>
      <ul className="mt-3 border-line border-t">
        {people.slice(0, 8).map(({ id, name, address, earned }) => (
          <li key={id} className="border-line border-b">
            <Link
              to="/statements"
              search={{ account: address! }}
              className="flex items-baseline justify-between gap-4 py-3 transition-colors duration-120 hover:text-accent"
            >
              <span>{nameOf({ address: address!, name })}</span>
              <span className="tabular text-muted text-small">{earned.map(moneyText).join(', ')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
