import type { Hex } from 'viem'
import { BaseError } from './BaseError.ts'
import * as Tree from './Tree.ts'
import * as Work from './Work.ts'

/** The preimages one holds: works by id, contribution trees by root. */
export type Lineage = {
  readonly works: ReadonlyMap<Hex, Work.Work>
  readonly trees: ReadonlyMap<Hex, Tree.Tree>
}

/** What a payment to a work could reach and nobody could claim, since its preimage is not held. */
export type Missing = { readonly works: readonly Hex[]; readonly trees: readonly Hex[] }

/**
 * The lineage of some works and trees, each under its own hash.
 *
 * @example
 * ```ts
 * import { Account, Flow, Lineage, Work } from '@tributary/protocol'
 *
 * const common = { creator: 1n, home: 31337n << 160n, record: `0x${'11'.repeat(32)}` } as const
 * const model = Work.from(common)
 * const output = Work.from({ ...common, flows: [Flow.toWork(Work.id(model), 100_000)] })
 * const lineage = Lineage.from({ works: [output, model] })
 * Lineage.order(lineage, [Work.id(output)]) // the output, then the model
 * ```
 */
export function from({ works = [], trees = [] }: from.Parts): Lineage {
  return {
    works: new Map(works.map((work) => [Work.id(work), work])),
    trees: new Map(trees.map((tree) => [tree.root, tree])),
  }
}

export declare namespace from {
  type Parts = { readonly works?: readonly Work.Work[]; readonly trees?: readonly Tree.Tree[] }
}

/** The works a work owes directly, through flows and through leaves of trees that are held; each once. */
export function parents(lineage: Lineage, work: Work.Work): Hex[] {
  const found = new Set<Hex>()
  for (const { kind, to } of work.flows) {
    if (kind === 'work') found.add(to)
    const tree = kind === 'tree' ? lineage.trees.get(to) : undefined
    if (tree?.kinds.includes(0)) for (const leaf of Tree.leaves(tree)) if (leaf.kind === 'work') found.add(leaf.to)
  }
  return [...found]
}

/** What is missing to pay everyone upstream of a work. Whoever pays while this is not empty locks money. */
export function missing(lineage: Lineage, start: Hex): Missing {
  const works = order(lineage, [start])
  const trees = works.flatMap((id) => lineage.works.get(id)?.flows.filter(({ kind }) => kind === 'tree') ?? [])
  return {
    works: works.filter((id) => !lineage.works.has(id)),
    trees: [...new Set(trees.map(({ to }) => to))].filter((root) => !lineage.trees.has(root)),
  }
}

/** Throws if any preimage upstream of a work is missing. */
export function assertComplete(lineage: Lineage, start: Hex): void {
  const { works, trees } = missing(lineage, start)
  const first = works[0] ?? trees[0]
  if (first !== undefined) throw new MissingPreimageError({ first, count: works.length + trees.length })
}

/**
 * Everything upstream of some works, each once and before all that it owes, so that one pass moves all money. Works
 * whose preimage is missing are included. There are no cycles: an id cannot contain its own hash.
 */
export function order(lineage: Lineage, starts: Iterable<Hex>): Hex[] {
  // Reversed postorder, with a stack of its own: a lineage may be deeper than the call stack.
  const seen = new Set<Hex>()
  const done: Hex[] = []
  for (const start of starts) {
    const stack = seen.has(start) ? [] : [open(lineage, start, seen)]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.parents.pop()
      if (next === undefined) done.push(stack.pop()!.id)
      else if (!seen.has(next)) stack.push(open(lineage, next, seen))
    }
  }
  return done.reverse()
}

function open(lineage: Lineage, id: Hex, seen: Set<Hex>): { id: Hex; parents: Hex[] } {
  seen.add(id)
  const work = lineage.works.get(id)
  return { id, parents: work === undefined ? [] : parents(lineage, work) }
}

/** A payment could reach something that nobody can show. */
export class MissingPreimageError extends BaseError {
  override readonly name = 'Lineage.MissingPreimageError'
  constructor({ first, count }: { first: Hex; count: number }) {
    super(`The preimages of ${count} works or trees are missing, ${first} first; all must be held.`, {
      hint: 'Import the record of the missing work or the leaves of the missing tree before paying.',
    })
  }
}
