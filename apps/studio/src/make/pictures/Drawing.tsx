import type { Hex } from 'viem'
import { joined } from '../../design/index.ts'
import { useDrawn } from '../draw/drawing.ts'
import * as Mix from './Mix.ts'
import type { Sketch } from './seeds.ts'

type DrawingProps = {
  readonly model: Hex | undefined
  readonly sketch: Sketch
  readonly width: number
  readonly height: number
  /** Says what it is to who does not see it; the seed and the style by default. Empty beside words that say it. */
  readonly alt?: string
  readonly className?: string
}

/** A picture that is drawn here and now. Its place is kept until it is there. */
export function Drawing({ model, sketch, width, height, alt, className }: DrawingProps) {
  const { src, error } = useDrawn(model === undefined ? undefined : { model, sketch, width, height })
  return (
    <span
      className={joined(
        'relative block overflow-hidden bg-sunk',
        src === undefined && !error && 'animate-breathe',
        className,
      )}
      style={{ aspectRatio: `${width} / ${height}` }}
    >
      {src !== undefined && (
        <img
          src={src}
          alt={alt ?? `Seed ${sketch.seed}, ${Mix.describe(sketch.style)}`}
          width={width}
          height={height}
          className="block size-full animate-appear object-cover"
        />
      )}
      {error && <span className="absolute inset-0 p-3 text-bad text-caption">{error.message.split('\n')[0]}</span>}
    </span>
  )
}
