import { IconButton, joined } from '../../design/index.ts'
import { Drawing } from './Drawing.tsx'
import type { Ready } from './models.ts'
import { type Shape, sizeOf } from './shapes.ts'
import type { Place } from './useTable.ts'

/** Pixels along the longer side of a picture of the grid: 55 ms of drawing. */
const side = 320

type TileProps = {
  readonly place: Place
  readonly model: Ready | undefined
  readonly shape: Shape
  readonly kept: boolean
  readonly locked: boolean
  readonly onOpen: () => void
  readonly onKeep: () => void
  readonly onLock: () => void
}

/** One picture of the grid: opens large, is kept, or held in its place. */
export function Tile({ place, model, shape, kept, locked, onOpen, onKeep, onLock }: TileProps) {
  const { sketch, note } = place
  return (
    <li className={joined('group relative', kept && 'outline-2 outline-accent outline-offset-2')}>
      <button
        type="button"
        data-tile=""
        onClick={onOpen}
        onKeyDown={(event) => {
          if (event.key !== ' ') return
          event.preventDefault()
          onKeep()
        }}
        className="block w-full"
        aria-label={`Open seed ${sketch.seed}${note === undefined ? '' : `, ${note}`}`}
      >
        <Drawing model={model?.hash} sketch={sketch} {...sizeOf(shape, side)} alt="" />
      </button>
      {note !== undefined && <span className="mt-1 block text-caption text-muted">{note}</span>}
      <div
        className="absolute top-1 right-1 flex gap-1 transition-opacity duration-120 focus-within:opacity-100 group-hover:opacity-100 sm:opacity-0 sm:data-[stays=true]:opacity-100"
        data-stays={kept || locked}
      >
        {note === undefined && (
          <IconButton
            icon={locked ? 'locked' : 'unlocked'}
            label={`Hold seed ${sketch.seed} when shuffling`}
            aria-pressed={locked}
            size={18}
            className={joined(overlay, !locked && !kept && 'max-sm:hidden')}
            onClick={onLock}
          />
        )}
        <IconButton
          icon={kept ? 'check' : 'plus'}
          label={`Keep seed ${sketch.seed}`}
          aria-pressed={kept}
          size={18}
          className={joined(overlay, kept && 'bg-accent! text-on-accent!')}
          onClick={onKeep}
        />
      </div>
    </li>
  )
}

const overlay = 'size-9 bg-ground/85 text-ink hover:bg-ground'
