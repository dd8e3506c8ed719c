import { type KeyboardEvent, useRef } from 'react'
import { keptKey, toggleKept, useKept } from '../curate/kept.ts'
import { Tile } from './Tile.tsx'
import type { Place, Table } from './useTable.ts'

type GridProps = {
  readonly table: Table
  readonly places: readonly Place[]
  readonly onOpen: (index: number) => void
}

/** The pictures. Arrow keys move between them, space keeps one, Enter opens it. */
export function Grid({ table, places, onOpen }: GridProps) {
  const { model, drawer, shape, side, locked, change } = table
  const list = useRef<HTMLUListElement>(null)
  const keys = new Set(useKept().map(keptKey))
  return (
    <ul
      ref={list}
      // Nothing can be kept before it is known who draws it, and in which styles.
      inert={model === undefined}
      aria-label="Pictures"
      onKeyDown={(event) => moveFocus(event, list.current)}
      className="grid grid-cols-2 gap-2 sm:grid-cols-3 sm:gap-3 xl:grid-cols-4"
    >
      {places.map((place, index) => {
        const { seed } = place.sketch
        const picture = { model: drawer?.key ?? '', shape, side, sketch: place.sketch }
        const isLocked = locked.includes(seed)
        return (
          <Tile
            key={keptKey(picture)}
            place={place}
            model={model}
            shape={shape}
            kept={keys.has(keptKey(picture))}
            locked={isLocked}
            onOpen={() => onOpen(index)}
            onKeep={() => toggleKept(picture)}
            onLock={() => change({ lock: isLocked ? locked.filter((other) => other !== seed) : [...locked, seed] })}
          />
        )
      })}
    </ul>
  )
}

/** Columns are whatever the width allows, so the places on the screen say where up and down lead. */
function moveFocus(event: KeyboardEvent, list: HTMLUListElement | null): void {
  const tiles = Array.from(list?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])
  const at = tiles.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  const top = tiles[0]!.getBoundingClientRect().top
  const columns = tiles.findIndex((tile) => tile.getBoundingClientRect().top > top + 1)
  const row = columns < 1 ? tiles.length : columns
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[event.key]
  const next = step === undefined ? undefined : tiles[at + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
