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
    <fieldset className="flex min-w-0 flex-col">
      <legend className="mb-2 font-medium text-small">Style</legend>
      <div className="-mx-4 flex gap-3 overflow-x-auto p-4 pt-1 lg:m-0 lg:grid lg:grid-cols-3 lg:overflow-visible lg:p-0">
        {model === undefined
          ? ['a', 'b', 'c'].map((key) => <Skeleton key={key} className="aspect-square w-20 shrink-0 lg:w-auto" />)
          : model.styles.map((style) => (
              <StyleChip
                key={style}
                style={style}
                model={model.hash}
                chosen={style === mix?.first || style === mix?.second}
                onChoose={() => change({ mix: textOf(Mix.toggle(mix, style)) })}
              />
            ))}
      </div>
      <p className="text-muted text-small lg:mt-3">{hintOf(mix)}</p>
    </fieldset>
  )
}

function hintOf(mix: Mix.Mix | undefined): string {
  if (mix === undefined) return 'All styles, by turns. Choose one.'
  return mix.second === undefined
    ? 'Choose a second style to mix the two.'
    : 'Choose one of the two again to take it out.'
}

function textOf(mix: Mix.Mix | undefined): string | undefined {
  return mix && Mix.format(mix)
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
          chosen ? 'outline-2 outline-accent outline-offset-2' : 'hover:opacity-80',
        )}
      />
      <span className={joined('truncate text-caption', chosen ? 'text-ink' : 'text-muted')}>{style}</span>
    </button>
  )
}
