import { encodePng, Model, Picture, recipe, render } from '@tributary/engine'
import type { Hex } from 'viem'
import type { Answer, Request } from './messages.ts'

type Order = Extract<Request, { type: 'draw' }>

const files = new Map<Hex, Uint8Array>()
const models = new Map<Hex, Model.Model>()

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.type === 'model') files.set(data.model, data.file)
  else answer(data)
})

function answer(order: Order): void {
  const { ticket } = order
  try {
    const drawn = draw(order)
    self.postMessage({ type: 'drawn', ticket, ...drawn } satisfies Answer, { transfer: [drawn.png.buffer] })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    self.postMessage({ type: 'failed', ticket, message } satisfies Answer)
  }
}

function draw({ model: hash, sketch, width, height }: Order) {
  const started = performance.now()
  const model = modelOf(hash)
  const picture = render(model, recipe(model, { ...sketch, width, height }))
  const png = new Uint8Array(encodePng(picture))
  return { png, pixels: Picture.hash(picture), milliseconds: performance.now() - started }
}

function modelOf(hash: Hex): Model.Model {
  const model = models.get(hash) ?? Model.parse(files.get(hash)!)
  models.set(hash, model)
  return model
}
