import { encodePng, Model, Picture, recipe, render } from '@tributary/engine'
import type { Hex } from 'viem'
import type { Answer, Request } from './messages.ts'

const models = new Map<Hex, Model.Model>()

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if (data.type === 'model') models.set(data.model, Model.parse(data.file))
  else answer(data)
})

function answer(request: Extract<Request, { type: 'draw' }>): void {
  const { ticket } = request
  try {
    const drawn = draw(request)
    self.postMessage({ type: 'drawn', ticket, ...drawn } satisfies Answer, { transfer: [drawn.png.buffer] })
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    self.postMessage({ type: 'failed', ticket, message } satisfies Answer)
  }
}

function draw({ model: hash, sketch, width, height }: Extract<Request, { type: 'draw' }>) {
  const started = performance.now()
  const model = models.get(hash)!
  const picture = render(model, recipe(model, { ...sketch, width, height }))
  const png = new Uint8Array(encodePng(picture))
  return { png, pixels: Picture.hash(picture), milliseconds: performance.now() - started }
}
