import type { Hex } from 'viem'
import { useDrawn } from '../draw/drawing.ts'
import * as Mix from '../pictures/Mix.ts'
import type { Sketch } from '../pictures/seeds.ts'
import { type Shape, sizeOf } from '../pictures/shapes.ts'

type LargeDrawingProps = { readonly model: Hex | undefined; readonly sketch: Sketch; readonly shape: Shape }

const small = 320
const large = 1024

/** A picture as large as its frame: small and soft at first, then sharp. */
export function LargeDrawing({ model, sketch, shape }: LargeDrawingProps) {
  const size = sizeOf(shape, large)
  const preview = useDrawn(model && { model, sketch, ...sizeOf(shape, small) })
  const full = useDrawn(model && { model, sketch, ...size })
  return (
    <img
      src={full.src ?? preview.src}
      alt={`Seed ${sketch.seed}, ${Mix.describe(sketch.style)}`}
      aria-busy={full.src === undefined}
      style={{
        aspectRatio: `${size.width} / ${size.height}`,
        width: `min(100cqw, calc(100cqh * ${size.width / size.height}))`,
      }}
      className="block max-h-full object-contain"
    />
  )
}
