import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import * as Mix from './Mix.ts'
import { type Drawer, type Ready, readyModel, useDrawers } from './models.ts'
import { type Sketch, seedsFrom, variationsOf } from './seeds.ts'
import type { Shape } from './shapes.ts'
import { gridSeeds, parseView, type View } from './View.ts'

/** A picture of the grid, and what sets it apart from its neighbors when there is more to say than its seed. */
export type Place = { readonly sketch: Sketch; readonly note?: string }

/** The drawing table: what its address says, with everything that is left out filled in. */
export type Table = {
  readonly drawers: readonly Drawer[]
  readonly drawer: Drawer | undefined
  readonly model: Ready | undefined
  readonly error: Error | null
  /** None is any style: each seed in one of the model's. */
  readonly mix: Mix.Mix | undefined
  readonly shape: Shape
  readonly wild: number
  readonly side: number
  readonly from: number
  readonly locked: readonly number[]
  readonly around: number | undefined
  readonly change: (changes: View) => void
  /** The sketch of a seed, as the table is set now. */
  readonly sketch: (seed: number) => Sketch
  readonly places: (count: number) => readonly Place[]
}

/** Where a newcomer's table begins: pictures that are worth a first look. */
const firstSeed = 0

export function useTable(): Table {
  const view = parseView(useSearch({ strict: false }) as Record<string, unknown>)
  const navigate = useNavigate()
  const drawers = useDrawers()
  const drawer = drawers.find(({ key }) => key === view.model) ?? (view.model === undefined ? drawers[0] : undefined)
  const { data: model, error } = useQuery(readyModel(drawer))
  const styles = model?.styles ?? []
  const mix = Mix.parse(view.mix, styles)
  const { shape = 'square', wild = 100, side = 1024, from = firstSeed, lock: locked = [], around } = view
  const parameters = wild === 100 ? {} : { truncation: wild / 100 }
  const styleOf = (seed: number) => (mix === undefined ? (styles[seed % styles.length] ?? '') : Mix.toStyle(mix))
  const sketch = (seed: number): Sketch => ({ seed, style: styleOf(seed), parameters })
  const places = (count: number): readonly Place[] =>
    around === undefined
      ? gridSeeds(locked, seedsFrom(from, count)).map((seed) => ({ sketch: sketch(seed) }))
      : neighbors(sketch(around), styles)
  const change = (changes: View) => {
    navigate({ to: '/make', search: parseView({ ...view, ...changes }), replace: true, resetScroll: false })
  }
  return { drawers, drawer, model, error, mix, shape, wild, side, from, locked, around, change, sketch, places }
}

function neighbors(sketch: Sketch, styles: readonly string[]): readonly Place[] {
  const others = variationsOf(sketch, styles).map(({ sketch: other, change: note }) => ({ sketch: other, note }))
  return [{ sketch, note: `seed ${sketch.seed}` }, ...others]
}
