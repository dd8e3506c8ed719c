import type { Hex } from 'viem'
import type { Sketch } from '../pictures/seeds.ts'
import type { Answer, Request } from './messages.ts'

/** A picture to draw; `model` is the hash of the model file. */
export type Order = {
  readonly model: Hex
  readonly sketch: Sketch
  readonly width: number
  readonly height: number
}

export type Drawn = { readonly png: Uint8Array<ArrayBuffer>; readonly pixels: Hex; readonly milliseconds: number }

/** A worker as the pool sees it. */
export type Hand = { tell(request: Request): void; dismiss(): void }

/** Starts a worker; whatever it answers is told to `hear`. */
export type Spawn = (hear: (answer: Answer) => void) => Hand

type Job = {
  readonly ticket: number
  readonly order: Order
  readonly resolve: (drawn: Drawn) => void
  readonly reject: (reason: unknown) => void
}

type Slot = { readonly hand: Hand; readonly known: Set<Hex>; job: Job | undefined }

/**
 * Draws pictures in workers, in the order they were asked for, so that the page never waits. Orders that were given up
 * are never begun.
 */
export class Pool {
  readonly #spawn: Spawn
  readonly #slots: Slot[] = []
  readonly #size: number
  readonly #models = new Map<Hex, Uint8Array>()
  #waiting: Job[] = []
  #tickets = 0

  constructor(spawn: Spawn, size: number) {
    this.#spawn = spawn
    this.#size = size
  }

  /** Makes a model known by its hash. Workers are sent it when they first need it. */
  teach(model: Hex, file: Uint8Array): void {
    this.#models.set(model, file)
  }

  knows(model: Hex): boolean {
    return this.#models.has(model)
  }

  draw(order: Order, signal: AbortSignal): Promise<Drawn> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason)
        return
      }
      const job = { ticket: this.#tickets++, order, resolve, reject }
      this.#waiting.push(job)
      signal.addEventListener('abort', () => this.#drop(job, signal.reason), { once: true })
      this.#serve()
    })
  }

  /** Sends the workers home. What was waiting is refused. */
  close(): void {
    for (const { hand } of this.#slots) hand.dismiss()
    for (const { reject } of this.#waiting.splice(0)) reject(new DOMException('The pool is closed.', 'AbortError'))
    this.#slots.length = 0
  }

  #drop(job: Job, reason: unknown): void {
    this.#waiting = this.#waiting.filter((other) => other !== job)
    job.reject(reason)
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const slot = this.#slots.find(({ job }) => job === undefined) ?? this.#hire()
      if (slot === undefined) return
      const job = this.#waiting.shift()!
      this.#begin(slot, job)
    }
  }

  #hire(): Slot | undefined {
    if (this.#slots.length >= this.#size) return undefined
    const slot: Slot = { hand: this.#spawn((answer) => this.#finish(slot, answer)), known: new Set(), job: undefined }
    this.#slots.push(slot)
    return slot
  }

  #begin(slot: Slot, job: Job): void {
    const { model } = job.order
    const file = this.#models.get(model)
    if (file === undefined) {
      job.reject(new DOMException(`No model ${model}.`, 'NotFoundError'))
      return
    }
    if (!slot.known.has(model)) slot.hand.tell({ type: 'model', model, file })
    slot.known.add(model)
    slot.job = job
    slot.hand.tell({ type: 'draw', ticket: job.ticket, ...job.order })
  }

  #finish(slot: Slot, answer: Answer): void {
    const { job } = slot
    slot.job = undefined
    if (job !== undefined && job.ticket === answer.ticket) {
      if (answer.type === 'drawn') job.resolve(answer)
      else job.reject(new DOMException(answer.message, 'OperationError'))
    }
    this.#serve()
  }
}
