import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { buttonStyle, IconButton } from '../../design/index.ts'
import { Drawing } from '../pictures/Drawing.tsx'
import { readyModel, useDrawers } from '../pictures/models.ts'
import { sizeOf } from '../pictures/shapes.ts'
import { type Kept, keptKey, letGo, toggleKept, useKept } from './kept.ts'

const side = 112

/** What was kept, always in sight, with the way on. */
export function Tray() {
  const kept = useKept()
  if (kept.length === 0) return null
  const many = kept.length === 1 ? '1 picture' : `${kept.length} pictures`
  return (
    <aside
      aria-label="Kept pictures"
      className="sticky bottom-14 z-20 mt-6 animate-rise border-line border-t bg-ground pb-[env(safe-area-inset-bottom)] md:bottom-0"
    >
      <div className="screen-width flex items-center gap-3 py-3 sm:gap-4">
        <ul className="flex min-w-0 flex-1 gap-2 overflow-x-auto p-1">
          {kept.map((picture) => (
            <KeptPicture key={keptKey(picture)} picture={picture} />
          ))}
        </ul>
        <IconButton icon="trash" label="Let all kept pictures go" className="shrink-0" onClick={() => letGo(kept)} />
        <Link to="/make/publish" className={buttonStyle('primary', 'large', 'shrink-0 max-sm:px-4')}>
          Publish {many}
        </Link>
      </div>
    </aside>
  )
}

function KeptPicture({ picture }: { readonly picture: Kept }) {
  const drawer = useDrawers().find(({ key }) => key === picture.model)
  const { data: model } = useQuery(readyModel(drawer))
  return (
    <li className="shrink-0">
      <button
        type="button"
        className="block opacity-90 transition-opacity duration-120 hover:opacity-60"
        aria-label={`Let seed ${picture.sketch.seed} go`}
        title="Let it go"
        onClick={() => toggleKept(picture)}
      >
        <Drawing
          model={model?.hash}
          sketch={picture.sketch}
          {...sizeOf(picture.shape, side)}
          alt=""
          className="h-14 w-auto"
        />
      </button>
    </li>
  )
}
