import { encodePng, Model, Picture, type Recipe, render } from '@tributary/engine'
import type { Answer, Order } from './messages.ts'

/** Draws a picture from its recipe, with the same kernel that drew it first. */
addEventListener('message', ({ data }: MessageEvent<Order>) => {
  try {
    answer(draw(data))
  } catch (error) {
    answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
})

function draw({ model, recipe }: Order): Answer {
  const begun = performance.now()
  const picture = render(Model.parse(new Uint8Array(model)), recipe as Recipe.Recipe)
  const milliseconds = performance.now() - begun
  const png = new Uint8Array(encodePng(picture))
  return { type: 'drawn', png, pixels: Picture.hash(picture), milliseconds }
}

function answer(message: Answer): void {
  postMessage(message)
}
