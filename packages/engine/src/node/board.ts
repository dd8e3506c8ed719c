import { BaseError } from '../BaseError.ts'
import { shards } from '../train/Settings.ts'
import type { Part, Team } from '../train/Team.ts'

/** Memory that the threads of a run share. */
export type Board = {
  readonly threads: number
  /** Counters, see {@link slots}. */
  readonly control: Int32Array
  /** Two banks of one gradient per shard, used in turn: nobody overwrites what another still reads. */
  readonly gradients: readonly (readonly Float32Array[])[]
  /** Two banks of loss and penalty per shard. */
  readonly losses: readonly Float64Array[]
}

/** Indexes into the control counters. */
export const slots = { arrived: 0, round: 1, allowed: 2, failed: 3 } as const

const patience = 120_000

export function boardOf(threads: number, length: number): Board {
  const bank = (): Float32Array[] =>
    Array.from({ length: shards }, () => new Float32Array(new SharedArrayBuffer(length * 4)))
  return {
    threads,
    control: new Int32Array(new SharedArrayBuffer(16)),
    gradients: [bank(), bank()],
    losses: [0, 1].map(() => new Float64Array(new SharedArrayBuffer(shards * 16))),
  }
}

/** One thread's place at the board: it computes every `threads`-th shard. */
export function join(board: Board, rank: number): Team {
  const { threads } = board
  let round = 0
  return {
    mine: Array.from({ length: shards }, (_, shard) => shard).filter((shard) => shard % threads === rank),
    submit: (shard, part) => {
      board.gradients[round % 2]![shard]!.set(part.gradient)
      board.losses[round % 2]!.set([part.loss, part.penalty], shard * 2)
    },
    collect: (length, use) => {
      arrive(board, round + 1)
      use(partsOf(board, round % 2, length))
      round++
    },
  }
}

function partsOf(board: Board, bank: number, length: number): Part[] {
  return board.gradients[bank]!.map((gradient, shard) => ({
    gradient: gradient.subarray(0, length),
    loss: board.losses[bank]![shard * 2]!,
    penalty: board.losses[bank]![shard * 2 + 1]!,
  }))
}

/** Waits until all threads have handed in round `round`. The last one to arrive opens the gate. */
function arrive({ threads, control }: Board, round: number): void {
  if (Atomics.add(control, slots.arrived, 1) + 1 === threads * round) {
    Atomics.store(control, slots.round, round)
    Atomics.notify(control, slots.round)
    return
  }
  for (let waited = 0; Atomics.load(control, slots.round) < round; waited += 1000) {
    if (Atomics.load(control, slots.failed) === 1 || waited > patience) throw new LostThreadError({ waited })
    Atomics.wait(control, slots.round, round - 1, 1000)
  }
}

/** Waits until the leader allows step `step`. */
export function awaitStep(control: Int32Array, step: number): void {
  for (
    let allowed = Atomics.load(control, slots.allowed);
    allowed < step;
    allowed = Atomics.load(control, slots.allowed)
  ) {
    Atomics.wait(control, slots.allowed, allowed)
  }
}

/** A thread of the run is gone. */
export class LostThreadError extends BaseError {
  override readonly name = 'Training.LostThreadError'
  constructor({ waited }: { waited: number }) {
    super(`A training thread did not hand in its part within ${waited / 1000} s; the most is ${patience / 1000} s.`, {
      hint: 'Memory may be short: lower the batch, or use one thread. Go on from the last checkpoint.',
    })
  }
}
