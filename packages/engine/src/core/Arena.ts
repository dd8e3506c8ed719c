import { BaseError } from '../BaseError.ts'
import { type Exports, instantiate } from '../kernel/Kernel.ts'

const pageBytes = 65536
const maximumPages = 65536

/** The kernel with a memory that is handed out like a stack: what lies above a mark is given back at once. */
export class Arena {
  readonly kernel: Exports
  readonly #memory: WebAssembly.Memory
  #top = pageBytes

  constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 16, maximum: maximumPages })
    this.kernel = instantiate(this.#memory)
  }

  /** Room for `count` floats, its start and end on 16 bytes so that whole vectors fit. Not cleared. */
  allocate(count: number): number {
    const pointer = this.#top
    const end = pointer + ((count * 4 + 15) & ~15)
    this.#grow(end)
    this.#top = end
    return pointer
  }

  /** Room for `count` floats, all zero. */
  zeros(count: number): number {
    const pointer = this.allocate(count)
    this.bytes(pointer, this.#top - pointer).fill(0)
    return pointer
  }

  /** The floats at a pointer. Stale after the next allocation: use it and let it go. */
  floats(pointer: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, pointer, count)
  }

  /** The bytes at a pointer; stale like {@link floats}. */
  bytes(pointer: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, pointer, count)
  }

  /** Copies floats in and says where they are. */
  put(values: Float32Array): number {
    const pointer = this.allocate(values.length)
    this.floats(pointer, values.length).set(values)
    return pointer
  }

  mark(): number {
    return this.#top
  }

  release(mark: number): void {
    this.#top = mark
  }

  #grow(end: number): void {
    const missing = Math.ceil((end - this.#memory.buffer.byteLength) / pageBytes)
    if (missing <= 0) return
    const spare = Math.min(missing + 256, maximumPages - this.#memory.buffer.byteLength / pageBytes)
    if (spare < missing) throw new OutOfMemoryError({ bytes: end })
    try {
      this.#memory.grow(spare)
    } catch (cause) {
      throw new OutOfMemoryError({ bytes: end, cause })
    }
  }
}

/** The kernel's memory is full. */
export class OutOfMemoryError extends BaseError {
  override readonly name = 'Arena.OutOfMemoryError'
  constructor({ bytes, cause }: { bytes: number; cause?: unknown }) {
    super(`The engine needs ${bytes} bytes of memory at once; a kernel has at most ${pageBytes * maximumPages}.`, {
      cause,
      hint: 'Lower the batch or the width of the network.',
    })
  }
}
