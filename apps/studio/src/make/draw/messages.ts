import type { Hex } from 'viem'
import type { Sketch } from '../pictures/seeds.ts'

/** What a drawing worker is told. A model is sent once; pictures then name it by its hash. */
export type Request =
  | { readonly type: 'model'; readonly model: Hex; readonly file: Uint8Array }
  | {
      readonly type: 'draw'
      readonly ticket: number
      readonly model: Hex
      readonly sketch: Sketch
      readonly width: number
      readonly height: number
    }

/** What it answers: the canonical PNG and the identity of its pixels, or why there is none. */
export type Answer =
  | {
      readonly type: 'drawn'
      readonly ticket: number
      readonly png: Uint8Array<ArrayBuffer>
      readonly pixels: Hex
      readonly milliseconds: number
    }
  | { readonly type: 'failed'; readonly ticket: number; readonly message: string }
