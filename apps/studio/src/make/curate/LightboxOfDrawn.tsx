import { useState } from 'react'
import type { Entry } from '../publish/PicturesPublishing.tsx'
import { Lightbox } from './Lightbox.tsx'

type LightboxOfDrawnProps = {
  readonly entries: readonly Entry[]
  readonly at: number | undefined
  readonly onAt: (at: number | undefined) => void
  readonly onDrop: (entry: Entry) => void
}

/** Finished pictures, large: the last look before they are published. */
export function LightboxOfDrawn({ entries, at, onAt, onDrop }: LightboxOfDrawnProps) {
  const [liked, setLiked] = useState<ReadonlySet<string>>(new Set())
  const slides = entries.map(({ key, name, seed, drawn }) => ({
    key,
    title: name,
    recipe: `Seed ${seed}, drawn by the studio at ${drawn?.width ?? '…'} × ${drawn?.height ?? '…'} pixels.`,
    picture: drawn && (
      <img
        src={drawn.src}
        alt={name}
        style={{
          aspectRatio: `${drawn.width} / ${drawn.height}`,
          width: `min(100cqw, calc(100cqh * ${drawn.width / drawn.height}))`,
        }}
        className="block max-h-full object-contain"
      />
    ),
    kept: liked.has(key),
  }))
  const drop = (index: number) => {
    onDrop(entries[index]!)
    onAt(entries.length === 1 ? undefined : Math.min(index, entries.length - 2))
  }
  return (
    <Lightbox
      slides={slides}
      at={at}
      onAt={onAt}
      onKeep={(index) => setLiked(new Set([...liked, entries[index]!.key]))}
      {...(entries.length > 1 && { onDrop: drop })}
    />
  )
}
