import { shards } from './Settings.ts'

/** What one shard of a phase came to: its gradient, and the sums of its losses and penalties for the report. */
export type Part = { readonly gradient: Float32Array; readonly loss: number; readonly penalty: number }

/**
 * How the threads of a run share their work.
 *
 * Every thread holds the whole state and makes the same update from the same parts, so nothing else travels between them.
 */
export type Team = {
  /** The shards that this thread computes. */
  readonly mine: readonly number[]
  /** Hands in one of them. */
  submit(shard: number, part: Part): void
  /** Waits until every shard of this phase was handed in and gives them to `use` in their order. */
  collect(length: number, use: (parts: readonly Part[]) => void): void
}

/** A team of one, which computes every shard itself. */
export function alone(): Team {
  const parts: Part[] = []
  return {
    mine: Array.from({ length: shards }, (_, shard) => shard),
    submit: (shard, part) => {
      parts[shard] = { ...part, gradient: part.gradient.slice() }
    },
    collect: (_, use) => use(parts),
  }
}
