import type { Hex } from 'viem'
import * as Json from '../Json.ts'
import type * as Layer from '../Layer.ts'
import * as Leaf from '../Leaf.ts'
import * as Tree from '../Tree.ts'
import { attempt, comparison, type Refusal, refusal } from './Outcome.ts'

/** A built tree and the proofs asked for. */
export type Built = {
  readonly root: Hex
  readonly total: string
  readonly size: number
  readonly proofs: readonly {
    readonly index: number
    readonly leaf: Leaf.JsonLeaf
    readonly proof: Tree.JsonProof
    readonly prefix: string
  }[]
}

/** What a proof shows. */
export type Located = { readonly valid: true; readonly prefix: string; readonly total: string }

/** The outcome of one tree or proof; `matches` only if the input says what to expect. */
export type Outcome = (Built | Located | (Refusal & { readonly valid?: false })) & { readonly matches?: boolean }

/**
 * Builds trees and checks proofs given as JSON: `{ leaves, prove? }` or an array of leaves builds, `{ contributors }`
 * builds pro rata, `{ root, leaf, proof }` checks, and `{ trees?, proofs? }` does many of both.
 *
 * - Source: `spec/replay.md`.
 *
 * @example
 * ```ts
 * import { Replay } from '@tributary/protocol'
 *
 * const leaves = [{ kind: 'account', to: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', weight: '3' }]
 * await Replay.tree({ leaves, prove: [0] }) // { root: '0x...', total: '3', size: 1, proofs: [...] }
 * ```
 */
export async function tree(
  input: unknown,
): Promise<Outcome | { readonly trees: readonly Outcome[]; readonly proofs: readonly Outcome[] }> {
  const given = Array.isArray(input) ? { leaves: input } : Json.toObject(input, 'input')
  if (given.trees === undefined && given.proofs === undefined) return one(given)
  const trees = Json.toArray(given.trees ?? [], 'trees')
  const proofs = Json.toArray(given.proofs ?? [], 'proofs')
  return { trees: await Promise.all(trees.map(one)), proofs: await Promise.all(proofs.map(one)) }
}

async function one(input: unknown): Promise<Outcome> {
  const given = Array.isArray(input) ? { leaves: input } : Json.toObject(input, 'tree')
  if (given.proof !== undefined && given.leaf !== undefined) return locate(given)
  const outcome = await build(given).catch(refusal)
  return { ...outcome, ...comparison(given, outcome, ['root', 'total', 'error']) }
}

async function build(given: Readonly<Record<string, unknown>>): Promise<Built> {
  const tree = await Tree.from(leavesOf(given))
  const indexes = given.prove === 'all' ? [...Array(tree.size).keys()] : Json.toArray(given.prove ?? [], 'prove')
  const proofs = indexes.map((value) => {
    const index = Json.toNumber(value, 53, 'prove')
    const proof = Tree.proof(tree, index)
    return {
      index,
      leaf: Leaf.toJson(Tree.leaf(tree, index)),
      proof: Tree.proofToJson(proof),
      prefix: `${Tree.prefix(tree, index)}`,
    }
  })
  return { root: tree.root, total: `${tree.total}`, size: tree.size, proofs }
}

/** Leaves are read one by one as the tree takes them: a million of them need not stand in memory twice. */
function leavesOf(given: Readonly<Record<string, unknown>>): Layer.Leaves {
  if (given.contributors !== undefined) return Leaf.proRata(Leaf.parseContributors(given.contributors))
  const leaves = Json.toArray(given.leaves, 'leaves')
  function* read(): Generator<Leaf.Leaf> {
    for (const [i, leaf] of leaves.entries()) yield Leaf.parse(leaf, `leaves[${i}]`)
  }
  return Object.assign(read(), { length: leaves.length })
}

function locate(given: Readonly<Record<string, unknown>>): Outcome {
  const outcome = attempt(() => {
    const root = Json.toBytes(given.root, 32, 'root')
    const leaf = Leaf.parse(given.leaf)
    const { prefix, total } = Tree.verify({ root, leaf, proof: Tree.parseProof(given.proof) })
    return { valid: true as const, prefix: `${prefix}`, total: `${total}` }
  })
  const verdict = 'error' in outcome ? { valid: false as const, ...outcome } : outcome
  return { ...verdict, ...comparison(given, verdict, ['prefix', 'total', 'error']) }
}
