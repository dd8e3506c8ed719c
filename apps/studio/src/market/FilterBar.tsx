import { useEffect, useState } from 'react'
import { Button, Chips, Icon, Sheet } from '../design/index.ts'
import { isNarrowed, type Search, sorts } from './filters.ts'
import { NarrowBy } from './NarrowBy.tsx'
import { kinds, kindWords } from './words.ts'

export type Change = (next: Partial<Record<keyof Search, string | undefined>>) => void

type FilterBarProps = { readonly search: Search; readonly onChange: Change }

const kindOptions = kinds.map((kind) => ({ value: kind, label: kindWords[kind].many }))

export function FilterBar({ search, onChange }: FilterBarProps) {
  const [open, setOpen] = useState(false)
  const count = [search.right, search.min, search.max, search.sort].filter(Boolean).length
  return (
    <search className="sticky top-14 z-20 block border-line border-b bg-ground">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 px-[clamp(1rem,3vw,3rem)] py-2">
        <SearchText text={search.q ?? ''} onChange={(q) => onChange({ q })} />
        <div className="-mx-2 hidden lg:block">
          <Chips
            label="Kind of work"
            options={kindOptions}
            value={kinds.find((kind) => kind === search.kind)}
            onChange={(kind) => onChange({ kind })}
          />
        </div>
        <Button look="quiet" size="small" icon="filter" className="ml-auto" onClick={() => setOpen(true)}>
          {count > 0 ? `Filters, ${count}` : 'Filters'}
        </Button>
        {isNarrowed(search) && (
          <Button
            look="quiet"
            size="small"
            icon="close"
            onClick={() => onChange({ q: '', kind: '', right: '', min: '', max: '' })}
          >
            Clear
          </Button>
        )}
        <SortBy value={search.sort} onChange={(sort) => onChange({ sort })} />
      </div>
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title="Narrow it down"
        lead="What you choose shows behind this sheet at once."
      >
        <NarrowBy search={search} onChange={onChange} />
      </Sheet>
    </search>
  )
}

/** How long typing rests before it is asked for. Unit: milliseconds. */
const rest = 180

function SearchText({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  useEffect(() => setTyped(text), [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed starts the clock
  useEffect(() => {
    if (typed === text) return
    const timer = setTimeout(() => onChange(typed), rest)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <label className="flex h-10 min-w-40 flex-1 items-center gap-3 text-muted focus-within:text-ink lg:max-w-80">
      <Icon name="search" />
      <input
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder="Name, maker, style"
        aria-label="Search works"
        className="h-10 w-full bg-transparent text-ink [&::-webkit-search-cancel-button]:hidden"
      />
    </label>
  )
}

function SortBy({
  value,
  onChange,
}: {
  readonly value: string | undefined
  readonly onChange: (sort: string) => void
}) {
  return (
    <select
      aria-label="Order"
      value={value ?? 'newest'}
      onChange={(event) => onChange(event.target.value === 'newest' ? '' : event.target.value)}
      className="hidden h-8 rounded-control bg-ground text-muted text-small hover:text-ink md:block"
    >
      {sorts.map((sort) => (
        <option key={sort.value} value={sort.value}>
          {sort.label}
        </option>
      ))}
    </select>
  )
}
