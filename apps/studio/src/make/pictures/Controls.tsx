import { useState } from 'react'
import { Button, Chips, Disclosure, Field, Input, Select, Slider } from '../../design/index.ts'
import * as Mix from './Mix.ts'
import { StyleChips } from './StyleChips.tsx'
import { parseSeed, shuffled } from './seeds.ts'
import { type Shape, shapes, sides } from './shapes.ts'
import type { Table } from './useTable.ts'

/** Everything that can be turned, the most rewarding first. */
export function Controls({ table }: { readonly table: Table }) {
  return (
    <div className="flex flex-col gap-6">
      <StyleChips table={table} />
      <MixSlider table={table} />
      <Button look="primary" size="large" icon="refresh" onClick={() => shuffle(table)}>
        Shuffle
      </Button>
      <Disclosure summary={<span className="font-medium text-small">Model, shape, seed</span>}>
        <div className="flex flex-col gap-6 pt-2">
          <ModelChoice table={table} />
          <ShapeChoice table={table} />
          <SideChoice table={table} />
          <Wildness table={table} />
          <SeedField key={table.from} table={table} />
        </div>
      </Disclosure>
    </div>
  )
}

/** Locked seeds stay, the others change. */
export function shuffle(table: Table): void {
  table.change({ from: shuffled(Math.random), around: undefined })
}

function MixSlider({ table: { mix, change } }: { readonly table: Table }) {
  if (mix?.second === undefined) return null
  const amount = Math.round(mix.amount * 100)
  return (
    <Field label={`${mix.first} ${100 - amount} %, ${mix.second} ${amount} %`}>
      {(wiring) => (
        <Slider
          {...wiring}
          min={0}
          max={100}
          step={5}
          value={amount}
          aria-valuetext={`${amount} percent ${mix.second}`}
          onChange={({ target }) => change({ mix: Mix.format({ ...mix, amount: Number(target.value) / 100 }) })}
        />
      )}
    </Field>
  )
}

function ModelChoice({ table: { drawers, drawer, change } }: { readonly table: Table }) {
  // A model of one's own that is a work by now stands there once, as the work.
  const choices = drawers.filter(({ key, published }) => key === drawer?.key || !published || key.startsWith('work:'))
  return (
    <Field label="Model" hint={drawer?.published === false ? 'Publish it before its pictures.' : undefined}>
      {(wiring) => (
        <Select
          {...wiring}
          value={drawer?.key ?? ''}
          onChange={({ target }) => change({ model: target.value, mix: undefined, around: undefined })}
        >
          {choices.map(({ key, name, by }) => (
            <option key={key} value={key}>
              {by === undefined ? name : `${name} (${by})`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

function ShapeChoice({ table: { shape, change } }: { readonly table: Table }) {
  const options = Object.entries(shapes).map(([value, { label }]) => ({ value: value as Shape, label }))
  return (
    <div className="flex flex-col gap-2">
      <span className="font-medium text-small">Shape</span>
      <Chips label="Shape" options={options} value={shape} onChange={(value) => change({ shape: value ?? 'square' })} />
    </div>
  )
}

function SideChoice({ table: { side, change } }: { readonly table: Table }) {
  const options = sides.map((value) => ({ value: String(value), label: `${value} px` }))
  return (
    <div className="flex flex-col gap-2">
      <span className="font-medium text-small">Finished size</span>
      <Chips
        label="Finished size, longer side"
        options={options}
        value={String(side)}
        onChange={(value) => change({ side: Number(value ?? side) })}
      />
    </div>
  )
}

function Wildness({ table: { wild, change } }: { readonly table: Table }) {
  return (
    <Field label="Calm or wild" hint="100 is as varied as what the model learned from.">
      {(wiring) => (
        <Slider
          {...wiring}
          min={0}
          max={200}
          step={10}
          value={wild}
          onChange={({ target }) => change({ wild: Number(target.value) })}
        />
      )}
    </Field>
  )
}

function SeedField({ table: { from, change } }: { readonly table: Table }) {
  const [text, setText] = useState(String(from))
  const seed = parseSeed(text)
  const error = seed === undefined ? 'A whole number from 0 to 4294967295.' : undefined
  const apply = () => {
    if (seed !== undefined && seed !== from) change({ from: seed, around: undefined })
  }
  return (
    <Field label="First seed" hint="The same seed draws the same picture, here and everywhere." error={error}>
      {(wiring) => (
        <Input
          {...wiring}
          inputMode="numeric"
          value={text}
          onChange={({ target }) => setText(target.value)}
          onBlur={apply}
          onKeyDown={({ key }) => key === 'Enter' && apply()}
        />
      )}
    </Field>
  )
}
