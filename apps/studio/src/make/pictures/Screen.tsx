import { Navigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, IconButton, Problem } from '../../design/index.ts'
import { useTitle } from '../../shell/index.ts'
import { keptKey, toggleKept, useKept } from '../curate/kept.ts'
import { LargeDrawing } from '../curate/LargeDrawing.tsx'
import { Lightbox, type Slide } from '../curate/Lightbox.tsx'
import { Tray } from '../curate/Tray.tsx'
import { Controls } from './Controls.tsx'
import { Grid } from './Grid.tsx'
import * as Mix from './Mix.ts'
import { keyOf } from './seeds.ts'
import { type Place, type Table, useTable } from './useTable.ts'
import { parseView } from './View.ts'

const atOnce = 24

/** The drawing table: choose a style, shuffle, keep. */
export function Screen() {
  useTitle('Make pictures')
  const table = useTable()
  const { parent } = parseView(useSearch({ strict: false }) as Record<string, unknown>)
  const [count, setCount] = useState(atOnce)
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set())
  const [open, setOpen] = useState<number>()
  const places = table.places(count).filter(({ sketch }) => !dropped.has(keyOf(sketch)))
  if (parent !== undefined) return <Navigate to="/make/publish" search={{ parent }} replace />
  return (
    <>
      <h1 className="sr-only">Make pictures</h1>
      <div className="screen-width grid grid-cols-[minmax(0,1fr)] gap-6 pt-2 lg:grid-cols-[19rem_minmax(0,1fr)] lg:gap-10">
        <aside
          aria-label="What to draw"
          className="lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:self-start lg:overflow-y-auto lg:p-1 lg:-m-1"
        >
          <Controls table={table} />
        </aside>
        <section aria-label="Pictures to choose from" className="flex min-w-0 flex-col gap-4">
          {table.error && <Problem error={table.error} />}
          {table.around !== undefined && <AroundHead table={table} />}
          <Grid table={table} places={places} onOpen={setOpen} />
          {table.around === undefined && (
            <Button className="self-center" onClick={() => setCount(count + atOnce)}>
              {atOnce} more
            </Button>
          )}
        </section>
      </div>
      <Tray />
      <TableLightbox
        table={table}
        places={places}
        open={open}
        onOpen={setOpen}
        onDrop={(place) => setDropped(new Set([...dropped, keyOf(place.sketch)]))}
      />
    </>
  )
}

function AroundHead({ table: { around, change } }: { readonly table: Table }) {
  return (
    <div className="flex items-center gap-2">
      <IconButton
        icon="left"
        label="Back to all seeds"
        onClick={() => change({ around: undefined })}
        className="-ml-2"
      />
      <h2 className="font-serif text-title">Around seed {around}</h2>
      <p className="ml-2 hidden text-muted text-small sm:block">The same seed, with one thing changed in each.</p>
    </div>
  )
}

type TableLightboxProps = {
  readonly table: Table
  readonly places: readonly Place[]
  readonly open: number | undefined
  readonly onOpen: (at: number | undefined) => void
  readonly onDrop: (place: Place) => void
}

function TableLightbox({ table, places, open, onOpen, onDrop }: TableLightboxProps) {
  const { model, drawer, shape, side, change } = table
  const keys = new Set(useKept().map(keptKey))
  const pictureOf = ({ sketch }: Place) => ({ model: drawer?.key ?? '', shape, side, sketch })
  const slides = places.map((place): Slide => {
    const { sketch } = place
    return {
      key: keyOf(sketch),
      title: `Seed ${sketch.seed}`,
      recipe: `Drawn by ${model?.name ?? 'the model'} in ${Mix.describe(sketch.style)}. The same seed gives the same bytes, always.`,
      picture: <LargeDrawing model={model?.hash} sketch={sketch} shape={shape} />,
      kept: keys.has(keptKey(pictureOf(place))),
    }
  })
  const drop = (at: number) => {
    onDrop(places[at]!)
    onOpen(places.length === 1 ? undefined : Math.min(at, places.length - 2))
  }
  const explore = (at: number) => {
    onOpen(undefined)
    change({ around: places[at]!.sketch.seed })
  }
  return (
    <Lightbox
      slides={slides}
      at={open}
      onAt={onOpen}
      onKeep={(at) => toggleKept(pictureOf(places[at]!))}
      onDrop={drop}
      {...(table.around === undefined && { onExplore: explore })}
    />
  )
}
