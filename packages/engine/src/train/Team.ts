import { shards } from './Settings.ts'

/**
 * How the threads of a run share their gradients.
 *
 * Every thread holds the whole state and makes the same update from the same sums, so nothing but gradients travels.
 */
export type Team = {
  /** The shards that this thread computes. */
  readonly mine: readonly number[]
  /** Hands in the gradient of one of them. */
  submit(shard: number, gradient: Float32Array): void
  /** Waits until every shard was handed in and gives them to `use`, in order. */
  collect(length: number, use: (gradients: readonly Float32Array[]) => void): void
}

/** A team of one, which computes every shard itself. */
export function alone(): Team {
  const gradients: Float32Array[] = []
  return {
    mine: Array.from({ length: shards }, (_, shard) => shard),
    submit: (shard, gradient) => {
      gradients[shard] = gradient.slice()
    },
    collect: (_, use) => use(gradients),
  }
}
