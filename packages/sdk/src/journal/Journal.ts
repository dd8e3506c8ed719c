import { BaseError } from '@tributary/protocol'
import { type Hex, sha256, stringToHex } from 'viem'

/** What a journal can keep: JSON, nothing else. Amounts are decimal strings. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

/** One completed step. The last entry of a step counts. */
export type Entry = {
  /** Content-derived id, see {@link id}. */
  readonly step: Hex
  /** What kind of step it was, in plain words: `publish.record`. */
  readonly kind: string
  /** What the step left behind. */
  readonly value: Json
}

/** A place where completed steps are kept; a file for the command line, a table for daemons. */
export type Journal = {
  /** The value of a completed step, or undefined. */
  read(step: Hex): Promise<Json | undefined>
  /** Keeps an entry. It is durable when the promise resolves. */
  write(entry: Entry): Promise<void>
  /** Every entry, in the order of writing. */
  entries(): Promise<readonly Entry[]>
}

/** What may name a step: JSON and bigints. */
export type Input =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly Input[]
  | { readonly [key: string]: Input }

/**
 * The id of a step: SHA-256 of its kind and input with sorted keys. The same input is the same step, in any process.
 *
 * @example
 * ```ts
 * import { Journal } from '@tributary/sdk'
 *
 * const step = Journal.id('pay', { work: '0x01', amount: 10n })
 * ```
 */
export function id(kind: string, input: Input): Hex {
  return sha256(stringToHex(JSON.stringify([kind, sorted(input)])))
}

/** Runs a step once: a second call with the same kind and input returns what the first one left. */
export async function once<value extends Json>(
  journal: Journal,
  kind: string,
  input: Input,
  act: () => Promise<value>,
): Promise<value> {
  const step = id(kind, input)
  const done = await journal.read(step)
  if (done !== undefined) return done as value
  const value = await act()
  await journal.write({ step, kind, value })
  return value
}

/** A journal that lives as long as the process, for tests and one-shot programs. */
export function memory(): Journal {
  const entries: Entry[] = []
  return {
    read: async (step) => entries.findLast((entry) => entry.step === step)?.value,
    write: async (entry) => {
      entries.push(entry)
    },
    entries: async () => [...entries],
  }
}

function sorted(input: Input): Json {
  if (input === undefined) return null
  if (typeof input === 'bigint') return input.toString()
  if (Array.isArray(input)) return (input as readonly Input[]).map(sorted)
  if (input === null || typeof input !== 'object') return input as Json
  const entries = Object.entries(input as { readonly [key: string]: Input })
  const present = entries.filter(([, value]) => value !== undefined)
  return Object.fromEntries(present.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, sorted(value)]))
}

/** A step was tried whose journal cannot be used. */
export class NoJournalError extends BaseError {
  override readonly name = 'Journal.NoJournalError'
  readonly retry = false
  constructor({ verb }: { verb: string }) {
    super(`${verb} was given a key, but the client has no journal.`, {
      hint: 'Pass `journal` to connect(), or leave the key out.',
    })
  }
}
