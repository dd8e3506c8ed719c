import type { Address } from 'viem'

/** Runs what touches one account's nonce one after the other, and different accounts side by side. */
export type Turns = <value>(address: Address, act: () => Promise<value>) => Promise<value>

/** Turns for the clients of one process. */
export function createTurns(): Turns {
  const last = new Map<Address, Promise<unknown>>()
  return (address, act) => {
    const turn = (last.get(address) ?? Promise.resolve()).then(act, act)
    last.set(address, turn)
    return turn
  }
}
