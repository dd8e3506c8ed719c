import type { Pool } from 'pg'
import { channels } from './channels.ts'
import { type Listener, listen } from './Listener.ts'

/** Wakes those who follow a job when something happened to it, whichever process did it. */
export class JobFeed {
  readonly #pool: Pool
  readonly #followers = new Map<string, Set<() => void>>()
  #listener: Promise<Listener> | undefined

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Follows a job from when the promise resolves; returns how to stop. */
  async follow(job: string, wake: () => void): Promise<() => void> {
    this.#listener ??= this.#listen()
    await this.#listener
    const followers = this.#followers.get(job) ?? new Set()
    this.#followers.set(job, followers.add(wake))
    return () => {
      followers.delete(wake)
      if (followers.size === 0) this.#followers.delete(job)
    }
  }

  async #listen(): Promise<Listener> {
    try {
      return await listen({
        pool: this.#pool,
        channels: [channels.happened],
        onNotice: (_, job) => this.#wake(job),
        onGap: () => this.#wakeAll(),
      })
    } catch (error) {
      this.#listener = undefined
      throw error
    }
  }

  #wakeAll(): void {
    for (const job of this.#followers.keys()) this.#wake(job)
  }

  #wake(job: string): void {
    for (const wake of this.#followers.get(job) ?? []) wake()
  }
}
