import type { Hex } from 'viem'
import * as Bucket from '../Bucket.ts'
import * as Work from '../Work.ts'
import { attempt, comparison, type Refusal } from './Outcome.ts'

/** What a replayed work is called, and where the ledger keeps its money. */
export type Id = { readonly id: Hex; readonly buckets: Readonly<Record<Bucket.Kind, Hex>> }

/** The outcome of one work; `matches` only if the input says what to expect. */
export type Outcome = (Id | Refusal) & { readonly name?: string; readonly matches?: boolean }

/**
 * Names works given as JSON: one work, an array, or an object with `works`; each bare or as `{ work, name?, id?, error? }`.
 *
 * - Source: `spec/replay.md`.
 *
 * @example
 * ```ts
 * import { Replay } from '@tributary/protocol'
 *
 * Replay.id({ creator: '1', home: '2', record: `0x${'11'.repeat(32)}` }) // { id: '0x...', buckets: { ... } }
 * ```
 */
export function id(input: unknown): Outcome | { readonly works: readonly Outcome[] } {
  if (Array.isArray(input)) return { works: input.map(one) }
  if (isObject(input) && Array.isArray(input.works)) return { works: input.works.map(one) }
  return one(input)
}

function one(given: unknown): Outcome {
  const isCase = isObject(given) && isObject(given.work)
  const outcome = attempt(() => name(Work.parse(isCase ? given.work : given)))
  const label = isCase && typeof given.name === 'string' ? { name: given.name } : {}
  return { ...label, ...outcome, ...(isCase ? comparison(given, outcome, ['id', 'error']) : {}) }
}

function name(work: Work.Work): Id {
  const id = Work.id(work)
  return { id, buckets: { sales: Bucket.of(id, 'sales'), resale: Bucket.of(id, 'resale') } }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
