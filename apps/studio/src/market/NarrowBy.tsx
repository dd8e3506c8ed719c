import { Chips, Field, Input, Select } from '../design/index.ts'
import type { Change } from './FilterBar.tsx'
import { type Search, sorts } from './filters.ts'
import { kinds, kindWords, rights, rightWords } from './words.ts'

type NarrowByProps = { readonly search: Search; readonly onChange: Change }

/** Kind, right, price and order, with room to explain them. */
export function NarrowBy({ search, onChange }: NarrowByProps) {
  return (
    <div className="flex flex-col gap-8">
      <fieldset>
        <legend className="mb-2 font-medium text-small">Kind</legend>
        <Chips
          label="Kind of work"
          options={kinds.map((kind) => ({ value: kind, label: kindWords[kind].many }))}
          value={kinds.find((kind) => kind === search.kind)}
          onChange={(kind) => onChange({ kind })}
        />
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium text-small">What I want to do with it</legend>
        <ul>
          {rights.map((right) => (
            <li key={right}>
              <label className="flex items-baseline gap-3 border-line border-b py-3">
                <input
                  type="radio"
                  name="right"
                  className="accent-accent"
                  checked={search.right === right}
                  onChange={() => onChange({ right })}
                />
                <span>{rightWords[right].may}</span>
              </label>
            </li>
          ))}
          <li>
            <label className="flex items-baseline gap-3 py-3 text-muted">
              <input
                type="radio"
                name="right"
                className="accent-accent"
                checked={!search.right}
                onChange={() => onChange({ right: '' })}
              />
              Just look
            </label>
          </li>
        </ul>
      </fieldset>
      <Prices search={search} onChange={onChange} />
      <Field label="Order">
        {(wiring) => (
          <Select
            {...wiring}
            value={search.sort ?? 'newest'}
            onChange={(event) => onChange({ sort: event.target.value })}
          >
            {sorts.map((sort) => (
              <option key={sort.value} value={sort.value}>
                {sort.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  )
}

function Prices({ search, onChange }: NarrowByProps) {
  return (
    <div className="grid grid-cols-2 gap-4">
      <Field label="From, in dollars">
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="decimal"
            placeholder="0"
            defaultValue={search.min}
            onChange={(event) => onChange({ min: event.target.value })}
          />
        )}
      </Field>
      <Field label="Up to, in dollars">
        {(wiring) => (
          <Input
            {...wiring}
            inputMode="decimal"
            placeholder="Any"
            defaultValue={search.max}
            onChange={(event) => onChange({ max: event.target.value })}
          />
        )}
      </Field>
    </div>
  )
}
