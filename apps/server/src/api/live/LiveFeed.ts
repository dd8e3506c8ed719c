import type { Live } from '@tributary/sdk/wire'

/** What changed, numbered, so that whoever was away can ask for what it missed. */
export type Change = { readonly id: number; readonly event: Live }

/** Tells everyone who listens what changed in the index or was said to this server. */
export type LiveFeed = {
  /** Tells all listeners. */
  publish(event: Live): void
  /** Listens from now on; returns how to stop. */
  listen(listener: (change: Change) => void): () => void
  /** What came after a change, or undefined when that is too long ago to know. */
  since(id: number): readonly Change[] | undefined
}

/** How many changes are remembered for those who come back. */
const remembered = 1_000

/** A feed of this process. Its numbers start at the clock, so that they grow across restarts. */
export function createFeed(now: () => number = Date.now): LiveFeed {
  const first = now() * 1_000
  const changes: Change[] = []
  const listeners = new Set<(change: Change) => void>()
  let id = first
  return {
    publish: (event) => {
      id += 1
      const change = { id, event }
      changes.push(change)
      if (changes.length > remembered) changes.shift()
      for (const listener of listeners) listener(change)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    since: (seen) => {
      const oldest = changes[0]?.id ?? id + 1
      if (seen < Math.max(first, oldest - 1) || seen > id) return undefined
      return changes.filter((change) => change.id > seen)
    },
  }
}
