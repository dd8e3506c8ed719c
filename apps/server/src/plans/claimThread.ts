import { Lineage, Tree, type Work } from '@tributary/protocol'
import { FileStore } from '@tributary/provenance/node'
import {
  type Call,
  type Client,
  claimCall,
  claimTreeCall,
  collectCall,
  connect,
  distributeCall,
  treeOf,
  workOf,
} from '@tributary/sdk'
import { getAddress, type Hex } from 'viem'
import { serve } from '../jobs/threads/serve.ts'
import type { Due } from '../reads/dues.ts'
import type { Lift } from './liftsFor.ts'
import type { Claims, Owed } from './owedTo.ts'

/** What is to be claimed, and where chain and store are. */
export type Order = Claims & {
  readonly rpc: string
  readonly genesis: Hex
  readonly store: string
}

/** Every call of the ledger that pays what is owed. Proofs come from trees, which may have a million leaves. */
serve<Order, Call[]>(async ({ owed, rpc, genesis, ...order }) => {
  const store = await FileStore.open(order.store)
  const client = await connect({ rpc, genesis, store })
  const trees = new Map<Hex, Tree.Tree>()
  for (const [root, work] of order.trees) {
    const stored = (await store.entry(work))?.trees.find((tree) => tree.root === root)
    if (stored !== undefined) trees.set(root, await treeOf(store, stored))
  }
  const works = new Map(order.terms)
  const ids = new Set(owed.flatMap(({ dues, lifts }) => [...dues, ...lifts].map(({ work }) => work)))
  for (const id of ids) {
    const work = works.get(id) ?? (await workOf(store, id))
    if (work !== undefined) works.set(id, work)
  }
  return owed.flatMap((each) => callsOf({ client, lineage: { works, trees } }, each))
})

type Reading = { readonly client: Client; readonly lineage: Lineage.Lineage }

function callsOf(reading: Reading, { token, lifts, dues }: Owed): Call[] {
  // Child before parent, so that what was lifted once is lifted on.
  const places = new Map(
    Lineage.order(
      reading.lineage,
      lifts.map(({ work }) => work),
    ).map((id, place) => [id, place]),
  )
  const ordered = lifts.toSorted((a, b) => places.get(a.work)! - places.get(b.work)!)
  return [
    ...ordered.flatMap((lift) => liftCalls(reading, getAddress(token), lift)),
    ...dues.flatMap((due) => dueCall(reading, due)),
  ]
}

function liftCalls({ client, lineage }: Reading, token: Hex, { work: id, bucket, flow, parent }: Lift): Call[] {
  const work = lineage.works.get(id)
  const terms = work?.flows[flow]
  if (work === undefined || terms === undefined) return []
  if (terms.kind === 'work') return [distributeCall(client, { edges: [{ work, bucket, flow }], token })]
  const tree = lineage.trees.get(terms.to)
  const indexes = tree === undefined ? [] : Tree.find(tree, { kind: 'work', to: parent })
  return indexes.map((index) => leafCall(client, { work, bucket, flow, token, tree: tree!, index }))
}

function dueCall({ client, lineage }: Reading, { work: id, kind: bucket, token, flow, root, leaf }: Due): Call[] {
  const work = lineage.works.get(id)
  if (work === undefined) return []
  const source = { work, bucket, token: getAddress(token) }
  if (flow === null) return [collectCall(client, source)]
  if (root === null || leaf === null) return [claimCall(client, { ...source, flow })]
  const tree = lineage.trees.get(root)
  return tree === undefined ? [] : [leafCall(client, { ...source, flow, tree, index: leaf })]
}

type LeafSource = {
  readonly work: Work.Work
  readonly bucket: Lift['bucket']
  readonly flow: number
  readonly token: Hex
  readonly tree: Tree.Tree
  readonly index: number
}

function leafCall(client: Client, { tree, index, ...source }: LeafSource): Call {
  return claimTreeCall(client, { ...source, leaf: Tree.leaf(tree, index), proof: Tree.proof(tree, index) })
}
