import { Books, Bucket, Lineage, Tree } from '@tributary/protocol'
import type { Address, Hex } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import type { Call, Once } from '../client/send.ts'
import * as Journal from '../journal/Journal.ts'
import { ledgerOf, type Rebuilt } from '../read/ledgerOf.ts'
import { type Line, statementOf } from '../read/statement.ts'
import { batch } from './batch.ts'
import { claimCall } from './claim.ts'
import { claimTreeCall } from './claimTree.ts'
import { collectCall } from './collect.ts'
import { distributeCall } from './distribute.ts'
import type { Moves } from './Moves.ts'

/** Calls in one transaction; each takes less than 100,000 gas. */
export const callsAtOnce = 150

/**
 * Pays an account everything it is owed in a token: lifts what other works hold for it, then claims every flow, leaf
 * and residual. Anybody may send it for anybody; what cannot be paid is skipped and reported.
 */
export async function claimAll(client: Client, parameters: claimAll.Parameters): Promise<claimAll.ReturnType> {
  const { token, account = accountOf(client, 'claimAll').address, key } = parameters
  const calls = claimAllCalls(client, { token, account, rebuilt: await ledgerOf(client) })
  const transactions: Moves[] = []
  for (let start = 0; start < calls.length; start += callsAtOnce) {
    const part = calls.slice(start, start + callsAtOnce)
    // What is owed changes between two tries, so that the calls are part of the name.
    const name = key && `${key}.${Journal.id('calls', part)}`
    transactions.push(await batch(client, { calls: part, key: name }))
  }
  const paid = transactions.flatMap((moves) => moves.paid)
  return { transactions, amount: paid.reduce((sum, { amount }) => sum + amount, 0n) }
}

export declare namespace claimAll {
  type Parameters = {
    readonly token: Address
    /** Who is paid; the client's account by default. */
    readonly account?: Address | undefined
  } & Once
  /** Nothing owed is no error: no transaction is sent. `amount` is what was paid, in token-wei. */
  type ReturnType = { readonly transactions: readonly Moves[]; readonly amount: bigint }
}

/** The calls, to be batched by whoever pays the gas; none when nothing is owed. */
export function claimAllCalls(client: Client, { token, account, rebuilt }: claimAllCalls.Parameters): Call[] {
  const owed = statementOf(rebuilt, account).lines.filter(
    (line) => line.token.toLowerCase() === token.toLowerCase() && line.payable + line.pending > 0n,
  )
  const pending = owed.filter((line) => line.pending > 0n).map(({ work }) => work)
  return [...liftCalls(client, rebuilt, token, pending), ...owed.map((line) => lineCall(client, rebuilt, line))]
}

export declare namespace claimAllCalls {
  type Parameters = { readonly token: Address; readonly account: Address; readonly rebuilt: Rebuilt }
}

/** Lifts, child before parent, along every way that leads to the works whose money is pending. */
function liftCalls(client: Client, { lineage, ledger }: Rebuilt, token: Address, pending: readonly Hex[]): Call[] {
  if (pending.length === 0) return []
  const order = Lineage.order(lineage, lineage.works.keys()).filter((id) => lineage.works.has(id))
  const wanted = new Set(pending)
  for (const id of order.toReversed()) {
    if (Lineage.parents(lineage, lineage.works.get(id)!).some((parent) => wanted.has(parent))) wanted.add(id)
  }
  return order.flatMap((id) => {
    const work = lineage.works.get(id)!
    return Bucket.kinds.flatMap((bucket) => {
      // Only sales are lifted to by others; resale money arrives from outside alone.
      if (bucket === 'resale' && Books.find(ledger.books, Bucket.of(id, bucket), token) === undefined) return []
      return work.flows.flatMap(({ kind, to }, flow) => {
        if (kind === 'work' && wanted.has(to))
          return [distributeCall(client, { edges: [{ work, bucket, flow }], token })]
        const tree = kind === 'tree' ? lineage.trees.get(to) : undefined
        if (!tree?.kinds.includes(0)) return []
        const indexes = [...wanted].flatMap((parent) => Tree.find(tree, { kind: 'work', to: parent }))
        return indexes.map((index) =>
          claimTreeCall(client, {
            work,
            bucket,
            flow,
            token,
            leaf: Tree.leaf(tree, index),
            proof: Tree.proof(tree, index),
          }),
        )
      })
    })
  })
}

function lineCall(client: Client, { lineage }: Rebuilt, line: Line): Call {
  const { bucket, token, flow = 0, leaf } = line
  const source = { work: lineage.works.get(line.work)!, bucket, token }
  if (line.role === 'residual') return collectCall(client, source)
  if (leaf === undefined) return claimCall(client, { ...source, flow })
  return claimTreeCall(client, { ...source, flow, leaf: leaf.leaf, proof: leaf.proof })
}
