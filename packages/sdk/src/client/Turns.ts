import type { Hex } from 'viem'

/** Runs what bears one name one after the other, and what bears different names side by side. */
export type Turns = <value>(name: string, act: () => Promise<value>) => Promise<value>

/** Nonces belong to an account on a chain, not to a client: all clients of a process share the turns of a chain. */
const chains = new Map<Hex, Turns>()

/** The turns of a chain, by the hash of its first block. */
export function turnsOf(genesis: Hex): Turns {
  const turns = chains.get(genesis) ?? createTurns()
  chains.set(genesis, turns)
  return turns
}

function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return (name, act) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, turn)
    return turn
  }
}
