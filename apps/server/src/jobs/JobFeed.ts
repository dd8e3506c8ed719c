import type { Pool } from 'pg'
import { channels } from './channels.ts'
import { type Listener, listen } from './Listener.ts'

/**
 * Wakes those who follow a job when something happened to it, whichever process did it. Listens only while somebody
 * follows, so that an idle server holds no connection for it.
 */
export class JobFeed {
  readonly #pool: Pool
  readonly #followers = new Map<string, Set<() => void>>()
  #listener: Promise<Listener> | undefined

  constructor(pool: Pool) {
    this.#pool = pool
  }

  /** Follows a job from when the promise resolves; returns how to stop. */
  async follow(job: string, wake: () => void): Promise<() => void> {
    const followers = this.#followers.get(job) ?? new Set()
    this.#followers.set(job, followers.add(wake))
    const leave = (): void => {
      followers.delete(wake)
      if (followers.size === 0) this.#followers.delete(job)
      if (this.#followers.size === 0) this.#rest()
    }
    try {
      this.#listener ??= this.#listen()
      await this.#listener
      return leave
    } catch (error) {
      this.#listener = undefined
      leave()
      throw error
    }
  }

  #listen(): Promise<Listener> {
    return listen({
      pool: this.#pool,
      channels: [channels.happened],
      onNotice: (_, job) => this.#wake(job),
      onGap: () => this.#wakeAll(),
    })
  }

  #rest(): void {
    const listener = this.#listener
    this.#listener = undefined
    listener?.then(
      (open) => open.close(),
      () => {},
    )
  }

  #wakeAll(): void {
    for (const job of this.#followers.keys()) this.#wake(job)
  }

  #wake(job: string): void {
    for (const wake of this.#followers.get(job) ?? []) wake()
  }
}
