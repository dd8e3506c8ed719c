import { encodePng, Model, render } from '@tributary/engine'
import { serve } from '../../jobs/threads/serve.ts'
import type { Order } from './draw.ts'

/** The last model, so that a series by one model reads it once. */
let known: { readonly hash: string; readonly model: Model.Model } | undefined

serve<Order, Uint8Array>(async ({ bytes, recipe }) => {
  if (known?.hash !== recipe.model) known = { hash: recipe.model, model: Model.parse(bytes) }
  return new Uint8Array(encodePng(render(known.model, recipe)))
})
