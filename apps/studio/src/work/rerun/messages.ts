import type { Recipe } from '../verdict/evidenceOf.ts'

/** What the page tells the worker: draw this with the model in this file. */
export type Order = { readonly model: ArrayBuffer; readonly recipe: Recipe }

/** What the worker answers. */
export type Answer =
  | {
      readonly type: 'drawn'
      readonly png: Uint8Array<ArrayBuffer>
      readonly pixels: string
      readonly milliseconds: number
    }
  | { readonly type: 'failed'; readonly message: string }
