import { Worker } from 'node:worker_threads'
import type { Recipe } from '@tributary/engine'
import { BaseError } from '@tributary/protocol'

/** What the thread is asked to draw. */
export type Order = { readonly id: number; readonly bytes: Uint8Array; readonly recipe: Recipe.Recipe }
/** What it answers: the bytes of a PNG, or why not. */
export type Answer = { readonly id: number; readonly png?: Uint8Array<ArrayBuffer>; readonly reason?: string }

type Waiting = { readonly done: (png: Uint8Array<ArrayBuffer>) => void; readonly failed: (error: Error) => void }

const waiting = new Map<number, Waiting>()
let thread: Worker | undefined
let last = 0

/** Draws a recipe in a thread of its own: a picture takes a tenth of a second or more, in which nobody else would be served. */
export function draw(bytes: Uint8Array, recipe: Recipe.Recipe): Promise<Uint8Array<ArrayBuffer>> {
  thread ??= start()
  const id = ++last
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed })
    thread!.postMessage({ id, bytes, recipe } satisfies Order)
  })
}

function start(): Worker {
  const worker = new Worker(new URL('drawThread.ts', import.meta.url))
  worker.unref()
  worker.on('message', ({ id, png, reason }: Answer) => {
    const order = waiting.get(id)
    waiting.delete(id)
    if (png) order?.done(png)
    else order?.failed(new DrawingError({ reason: reason ?? 'the thread gave no reason' }))
  })
  const fail = (reason: string): void => {
    if (thread === worker) thread = undefined
    for (const { failed } of waiting.values()) failed(new DrawingError({ reason }))
    waiting.clear()
  }
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', (code) => fail(`the thread ended with code ${code}`))
  return worker
}

/** A picture that was paid cannot be drawn now. */
export class DrawingError extends BaseError {
  override readonly name = 'draw.DrawingError'
  readonly retry = true
  constructor({ reason }: { reason: string }) {
    super(`The picture cannot be drawn: ${reason}.`, {
      hint: 'Ask again with the same payment; nothing is paid twice.',
    })
  }
}
