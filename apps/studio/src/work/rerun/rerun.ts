import { BaseError } from '../../BaseError.ts'
import type { Recipe } from '../verdict/evidenceOf.ts'
import type { Answer } from './messages.ts'

/** How far a second drawing has come. */
export type Stage =
  | { readonly at: 'fetching'; readonly bytes: number; readonly of: number }
  | { readonly at: 'drawing' }

export type Drawn = { readonly url: string; readonly pixels: string; readonly milliseconds: number }

type Rerun = {
  readonly recipe: Recipe
  readonly model: { readonly src: string; readonly size: number }
  readonly signal: AbortSignal
  readonly onStage: (stage: Stage) => void
}

/** Fetches the model, draws the recipe in a worker of this browser, and names the pixels that came out. */
export async function rerun({ recipe, model, signal, onStage }: Rerun): Promise<Drawn> {
  const file = await download(model, signal, (bytes) => onStage({ at: 'fetching', bytes, of: model.size }))
  onStage({ at: 'drawing' })
  const { png, pixels, milliseconds } = await drawInWorker(recipe, file, signal)
  return { url: URL.createObjectURL(new Blob([png], { type: 'image/png' })), pixels, milliseconds }
}

async function download(
  { src, size }: Rerun['model'],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<ArrayBuffer> {
  const response = await fetch(src, { signal })
  if (!response.ok || !response.body) throw new NoModelError(src, response.status)
  const file = new Uint8Array(size)
  let bytes = 0
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    if (bytes + part.length > size) throw new NoModelError(src, response.status)
    file.set(part, bytes)
    bytes += part.length
    onBytes(bytes)
  }
  return file.buffer.slice(0, bytes)
}

type Made = Extract<Answer, { type: 'drawn' }>

function drawInWorker(recipe: Recipe, model: ArrayBuffer, signal: AbortSignal): Promise<Made> {
  const worker = new Worker(new URL('./rerun.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Made>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.type === 'drawn' ? resolve(data) : reject(new CannotDrawError(data.message))
    worker.onerror = (event) => reject(new CannotDrawError(event.message))
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    worker.postMessage({ model, recipe }, [model])
  }).finally(() => worker.terminate())
}

/** The model file is not to be had, so nothing can be drawn. */
class NoModelError extends BaseError {
  override readonly name = 'rerun.NoModelError'

  constructor(src: string, status: number) {
    super(`The model file ${src} could not be read whole; the studio answered ${status}.`, { retry: true })
  }
}

/** The engine refused the recipe, and says why. */
class CannotDrawError extends BaseError {
  override readonly name = 'rerun.CannotDrawError'

  constructor(reason: string) {
    super(reason, { hint: 'Nothing is proven either way: the picture was not drawn here.' })
  }
}
