/** What a fact is about: ids and numbers in lower case, each under its name. */
export type Subject = Readonly<Record<string, string | number | bigint>>

/** What is known, by name and subject. An amount of zero is the same as none. */
export type Facts = Map<string, string>

/** Something that index, events and chain do not all say alike; what one of them does not say is left out. */
export type Difference = {
  readonly fact: string
  readonly of: Readonly<Record<string, string>>
  readonly index?: string
  readonly events?: string
  readonly chain?: string
}

/** Notes a fact. */
export function put(facts: Facts, fact: string, of: Subject, value: string | number | bigint | boolean): void {
  if (value !== 0n) facts.set(keyOf(fact, of), String(value))
}

/** Adds to an amount. */
export function add(facts: Facts, fact: string, of: Subject, amount: bigint): void {
  const key = keyOf(fact, of)
  facts.set(key, String(BigInt(facts.get(key) ?? 0n) + amount))
}

/** The name and the subject of a fact. */
export function read(key: string): { readonly fact: string; readonly of: Readonly<Record<string, string>> } {
  const [fact, of] = JSON.parse(key) as [string, Record<string, string>]
  return { fact, of }
}

/**
 * Compares what three sources say. Index and events know the same facts; of the chain's storage only those are asked
 * for that it holds.
 */
export function compare(index: Facts, events: Facts, chain: Facts): Difference[] {
  const keys = new Set([...index.keys(), ...events.keys()])
  return [...keys].flatMap((key) => {
    const said = [index.get(key), events.get(key), chain.get(key)] as const
    const isEqual = said[0] === said[1] && (!chain.has(key) || said[2] === said[0])
    return isEqual ? [] : [difference(key, said)]
  })
}

function difference(key: string, [index, events, chain]: readonly (string | undefined)[]): Difference {
  return {
    ...read(key),
    ...(index !== undefined && { index }),
    ...(events !== undefined && { events }),
    ...(chain !== undefined && { chain }),
  }
}

function keyOf(fact: string, of: Subject): string {
  const words = Object.entries(of).map(([name, value]) => [name, String(value).toLowerCase()])
  return JSON.stringify([fact, Object.fromEntries(words)])
}
