import { parentPort } from 'node:worker_threads'
import { encodePng, Model, render } from '@tributary/engine'
import type { Answer, Order } from './draw.ts'

/** The last model, so that a series by one model reads it once. */
let known: { readonly hash: string; readonly model: Model.Model } | undefined

parentPort!.on('message', ({ id, bytes, recipe }: Order) => {
  try {
    if (known?.hash !== recipe.model) known = { hash: recipe.model, model: Model.parse(bytes) }
    const png = new Uint8Array(encodePng(render(known.model, recipe)))
    parentPort!.postMessage({ id, png } satisfies Answer, [png.buffer])
  } catch (error) {
    parentPort!.postMessage({ id, reason: error instanceof Error ? error.message : String(error) } satisfies Answer)
  }
})
