import { readFileSync } from 'node:fs'
import type { Hex } from 'viem'

/** A case of a vector file; its fields are as its writer in spec/cases made them. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own file
export type Case = Record<string, any>

/** The groups of cases in a file of spec/vectors. */
export function readVectors(name: string): Record<string, Case[]> {
  const path = new URL(import.meta.resolve(`@tributary/spec/vectors/${name}.json`))
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Case[]>
}

/** The short name of what an action throws: `NothingOwed` of `Ledger.NothingOwedError`; nothing if it does not. */
export function reasonOf(action: () => unknown): string | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return (error as Error).name.replace(/^.*\.|Error$/g, '')
  }
}

/** An integer as 32 bytes. */
export function word(value: bigint | number): Hex {
  return `0x${BigInt(value).toString(16).padStart(64, '0')}`
}
