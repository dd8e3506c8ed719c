import { type Bucket, type Leaf, Lineage, Tree, type Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import type { Call, Once } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { batchCall } from './batch.ts'
import { claimTreeCall } from './claimTree.ts'
import type { Moves } from './Moves.ts'
import { settleCall } from './settle.ts'
import { submit } from './submit.ts'

/** The most leaves that are claimed beside the flows; contributors of larger trees claim for themselves. */
const leavesByDefault = 256

/**
 * Pays everyone upstream of a work in one transaction: lifts what is owed from child to parent, then pays flows,
 * residuals and the leaves of small trees. What cannot be paid is skipped and reported.
 */
export async function settleLineage(client: Client, parameters: settleLineage.Parameters): Promise<Moves> {
  const moves = await submit(client, await settleLineageCall(client, parameters), { key: parameters.key })
  return { ...moves, skipped: moves.skipped.filter(({ reason }) => reason.error !== 'NothingOwed') }
}

/** The call, for any key to submit. */
export async function settleLineageCall(client: Client, parameters: settleLineage.Parameters): Promise<Call> {
  const { work, token, bucket = 'sales', leaves = leavesByDefault } = parameters
  const lineage = await assertPayable(storeOf(client, 'settleLineage'), [work])
  const order = Lineage.order(lineage, [work]).map((id): Source => {
    return { work: lineage.works.get(id)!, bucket: id === work ? bucket : 'sales', token }
  })
  const calls = callsOf(client, order, lineage, leaves)
  return calls.length === 1 ? calls[0]! : batchCall(client, { calls })
}

export declare namespace settleLineage {
  type Parameters = {
    /** Id of the work. */
    readonly work: Hex
    readonly token: Address
    readonly bucket?: Bucket.Kind | undefined
    /** Trees with more leaves than this are left to their contributors. */
    readonly leaves?: number | undefined
  } & Once
}

type Source = { readonly work: Work.Work; readonly bucket: Bucket.Kind; readonly token: Address }

/**
 * As few calls as can be: one settles many works. Only leaves that are works must be lifted before the works above
 * them are settled; leaves that are people wait until the end.
 */
function callsOf(client: Client, order: readonly Source[], lineage: Lineage.Lineage, limit: number): Call[] {
  const calls: Call[] = []
  const people: Call[] = []
  let steps: Source[] = []
  const flush = (): void => {
    if (steps.length > 0) calls.push(settleCall(client, { steps, token: steps[0]!.token }))
    steps = []
  }
  for (const source of order) {
    steps.push(source)
    for (const { kind, call } of leafCalls(client, source, lineage, limit)) {
      if (kind === 'account') people.push(call)
      else {
        flush()
        calls.push(call)
      }
    }
  }
  flush()
  return [...calls, ...people]
}

type LeafCall = { readonly kind: Leaf.Kind; readonly call: Call }

function leafCalls(client: Client, source: Source, lineage: Lineage.Lineage, limit: number): LeafCall[] {
  return source.work.flows.flatMap(({ kind, to }, flow) => {
    const tree = kind === 'tree' ? lineage.trees.get(to) : undefined
    if (tree === undefined || tree.size > limit) return []
    return Array.from({ length: tree.size }, (_, index) => {
      const leaf = Tree.leaf(tree, index)
      return { kind: leaf.kind, call: claimTreeCall(client, { ...source, flow, leaf, proof: Tree.proof(tree, index) }) }
    })
  })
}
