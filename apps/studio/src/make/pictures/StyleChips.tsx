import { joined, Skeleton } from '../../design/index.ts'
import { Drawing } from './Drawing.tsx'
import * as Mix from './Mix.ts'
import type { Table } from './useTable.ts'

/** All chips show the same seed, so that what differs is the style. */
const chipSeed = 7
const side = 112

/** The model's styles as pictures. A tap chooses one, a second one is mixed in. */
export function StyleChips({ table }: { readonly table: Table }) {
  const { model, mix, change } = table
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 font-medium text-small">Style</legend>
      <div className="-mx-4 flex gap-2 overflow-x-auto px-4 pb-1 lg:mx-0 lg:grid lg:grid-cols-3 lg:overflow-visible lg:px-0">
        {model === undefined
          ? ['a', 'b', 'c'].map((key) => <Skeleton key={key} className="aspect-square w-20 shrink-0 lg:w-auto" />)
          : model.styles.map((style) => (
              <StyleChip
                key={style}
                style={style}
                model={model.hash}
                chosen={style === mix.first || style === mix.second}
                onChoose={() => change({ mix: Mix.format(Mix.toggle(mix, style)) })}
              />
            ))}
      </div>
      <p className="text-muted text-small">
        {mix.second === undefined ? 'Tap a second style to mix the two.' : 'Tap one of the two to take it out.'}
      </p>
    </fieldset>
  )
}

type StyleChipProps = {
  readonly style: string
  readonly model: `0x${string}`
  readonly chosen: boolean
  readonly onChoose: () => void
}

function StyleChip({ style, model, chosen, onChoose }: StyleChipProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className="flex w-20 shrink-0 flex-col gap-1 text-left lg:w-auto"
    >
      <Drawing
        model={model}
        sketch={{ seed: chipSeed, style, parameters: {} }}
        width={side}
        height={side}
        alt=""
        className={joined(
          'w-full transition-[outline-color,opacity] duration-120',
          chosen ? 'outline-2 outline-accent outline-offset-2' : 'opacity-70 hover:opacity-100',
        )}
      />
      <span className={joined('truncate text-caption', chosen ? 'text-ink' : 'text-muted')}>{style}</span>
    </button>
  )
}
