import type { Recipe } from '@tributary/engine'
import { ThreadPool } from '../../jobs/threads/ThreadPool.ts'

/** What the thread is asked to draw: the bytes of the model, and the recipe. */
export type Order = { readonly bytes: Uint8Array; readonly recipe: Recipe.Recipe }

/** A picture takes a tenth of a second or more, in which the server would answer nobody else. */
const pens = new ThreadPool<Order, Uint8Array<ArrayBuffer>>({
  module: new URL('drawThread.ts', import.meta.url),
  size: 1,
  seconds: 60,
})

/** Draws a recipe as a PNG. */
export function draw(order: Order): Promise<Uint8Array<ArrayBuffer>> {
  return pens.run(order)
}
