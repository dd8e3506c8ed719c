import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, IconButton, notify } from '../../design/index.ts'
import { needWallet } from '../../wallet/index.ts'
import { Drawing } from '../pictures/Drawing.tsx'
import { readyModel, useDrawers } from '../pictures/models.ts'
import { sizeOf } from '../pictures/shapes.ts'
import { format as formatBatches } from '../publish/Source.ts'
import { finish } from './finish.ts'
import { type Kept, keptKey, letGo, toggleKept, useKept } from './kept.ts'

/** As in the grid, where the picture was drawn already. */
const side = 320

/** What was kept, always in sight, with the way on. */
export function Tray() {
  const kept = useKept()
  if (kept.length === 0) return null
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
        <PublishButton kept={kept} />
      </div>
    </aside>
  )
}

/** Pictures of a model that is no work yet cannot pay its artists: the model goes first. */
function PublishButton({ kept }: { readonly kept: readonly Kept[] }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const unpublished = useDrawers().filter(({ published }) => !published)
  const own = kept.find(({ model }) => unpublished.some(({ key }) => key === model))
  const many = kept.length === 1 ? '1 picture' : `${kept.length} pictures`
  const publish = async () => {
    if ((await needWallet()) === undefined) return
    const pictures = formatBatches(await finish(kept))
    await navigate({ to: '/make/publish', search: { pictures } })
  }
  const go = () => {
    setBusy(true)
    const way = own ? navigate({ to: '/make/publish', search: { model: own.model.slice('job:'.length) } }) : publish()
    way
      .catch((error: unknown) =>
        notify('The pictures could not be drawn', {
          tone: 'bad',
          detail: error instanceof Error ? error.message : undefined,
        }),
      )
      .finally(() => setBusy(false))
  }
  return (
    <Button look="primary" size="large" busy={busy} onClick={go} className="shrink-0 max-sm:px-4">
      {own ? 'Publish the model first' : `Publish ${many}`}
    </Button>
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
