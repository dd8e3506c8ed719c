import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react'
import { queries } from '../data/index.ts'
import { Icon } from '../design/index.ts'
import { type Choice, choicesFor } from './choices.ts'

/** Ctrl-K or Cmd-K anywhere. */
export function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [open])
}

type PaletteProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void }

/** Goes anywhere by a few letters: screens, works by name, ids and addresses. */
export function Palette({ open, onOpenChange }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-[rgb(10_8_6/0.55)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-50 mx-auto max-h-[70vh] max-w-2xl animate-appear overflow-y-auto border border-line bg-raised sm:top-[12vh] sm:rounded-control"
        >
          <Dialog.Title className="sr-only">Search</Dialog.Title>
          <Search close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Search({ close }: { readonly close: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const choices = useChoices(text)
  const go = useGo(close)
  const current = Math.min(at, choices.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt((current + step + choices.length) % Math.max(1, choices.length))
    }
    const chosen = choices[current]
    if (event.key === 'Enter' && chosen) go(chosen)
  }
  return (
    <>
      <div className="flex items-center gap-3 border-line border-b px-5 text-muted">
        <Icon name="search" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={choices[current] ? `${list}-${current}` : undefined}
          aria-label="Search works and screens"
          placeholder="A name, an id, an address, a screen"
          className="h-14 w-full bg-transparent text-body text-ink outline-none"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div role="listbox" id={list} aria-label="Results" className="py-2">
        {choices.map((choice, index) => (
          <Option
            key={choice.key}
            id={`${list}-${index}`}
            choice={choice}
            selected={index === current}
            go={() => go(choice)}
          />
        ))}
        {choices.length === 0 && <p className="px-5 py-4 text-muted text-small">Nothing is called like that.</p>}
      </div>
    </>
  )
}

type OptionProps = { readonly id: string; readonly choice: Choice; readonly selected: boolean; readonly go: () => void }

function Option({ id, choice, selected, go }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input that owns the list
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={selected}
      onClick={go}
      className="flex cursor-pointer items-center gap-4 px-5 py-2 text-small hover:bg-sunk aria-selected:bg-sunk"
    >
      {choice.picture ? (
        <img src={choice.picture} alt="" width={40} height={40} className="size-10 object-cover" />
      ) : (
        <span className="flex size-10 items-center justify-center text-muted">
          <Icon name={choice.icon} />
        </span>
      )}
      <span className="min-w-0 truncate">{choice.name}</span>
      <span className="ml-auto truncate text-muted">{choice.about}</span>
    </div>
  )
}

function useChoices(text: string): readonly Choice[] {
  const q = useDeferredValue(text.trim())
  const { data } = useInfiniteQuery({ ...queries.works({ q: q || undefined }), placeholderData: (before) => before })
  return choicesFor(text, data?.pages[0]?.items ?? [])
}

function useGo(close: () => void): (choice: Choice) => void {
  const navigate = useNavigate()
  return ({ target }) => {
    close()
    navigate(target)
  }
}
