import { type Bucket, Lineage, Tree, type Work } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import { type Client, storeOf } from '../client/Client.ts'
import type { Call, Once } from '../client/send.ts'
import { assertPayable } from '../store/assertPayable.ts'
import { batch } from './batch.ts'
import { claimTreeCall } from './claimTree.ts'
import type { Moves } from './Moves.ts'
import { settleCall } from './settle.ts'

/** The most leaves that are claimed beside the flows; contributors of larger trees claim for themselves. */
const leavesByDefault = 256

/**
 * Pays everyone upstream of a work in one transaction: lifts what is owed from child to parent, then pays flows,
 * residuals and the leaves of small trees. What cannot be paid is skipped and reported.
 */
export async function settleLineage(client: Client, parameters: settleLineage.Parameters): Promise<Moves> {
  const { work, token, bucket = 'sales', leaves = leavesByDefault, key } = parameters
  const lineage = await assertPayable(storeOf(client, 'settleLineage'), [work])
  const order = Lineage.order(lineage, [work]).map((id) => ({ id, terms: lineage.works.get(id)! }))
  const calls = order.flatMap(({ id, terms }) => {
    const at = { work: terms, bucket: id === work ? bucket : 'sales' } as const
    const steps = settleCall(client, { steps: [at], token })
    return [steps, ...treeCalls(client, { ...at, token }, lineage, leaves)]
  })
  return batch(client, { calls, key })
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

function treeCalls(client: Client, source: Source, lineage: Lineage.Lineage, limit: number): Call[] {
  return source.work.flows.flatMap(({ kind, to }, flow) => {
    const tree = kind === 'tree' ? lineage.trees.get(to) : undefined
    if (tree === undefined || tree.size > limit) return []
    return Array.from({ length: tree.size }, (_, index) =>
      claimTreeCall(client, { ...source, flow, leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index) }),
    )
  })
}
