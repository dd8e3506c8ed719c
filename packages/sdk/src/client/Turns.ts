/** Runs what bears one name one after the other, and what bears different names side by side. */
export type Turns = <value>(name: string, act: () => Promise<value>) => Promise<value>

/** Turns for the clients of one process. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return (name, act) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(act, act)
    last.set(name, turn)
    return turn
  }
}
