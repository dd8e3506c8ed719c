import { Leaf, ledgerAbi, Tree } from '@tributary/protocol'
import { type Address, encodeFunctionData, parseEventLogs, zeroAddress } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'
import * as Source from './Source.ts'

/** Pays a leaf of a flow's contribution tree, or lifts its money when the leaf is a work. Anybody may send it. */
export async function claimTree(client: Client, parameters: claimTree.Parameters): Promise<claimTree.ReturnType> {
  const sent = await send(client, claimTreeCall(client, parameters), parameters)
  const moved = parseEventLogs({ abi: ledgerAbi, eventName: ['Claimed', 'Distributed'], logs: sent.receipt.logs })
  return { ...sent, amount: moved[0]?.args.amount ?? 0n }
}

export declare namespace claimTree {
  type Parameters = Source.Source & {
    /** Index of the flow, which leads to a tree. */
    readonly flow: number
    readonly leaf: Leaf.Leaf
    readonly proof: Tree.Proof
    /** Another recipient than the payee. */
    readonly to?: Address | undefined
  } & Once
  /** Unit: token-wei. */
  type ReturnType = Sent & { readonly amount: bigint }
}

/** The call, for any key to submit. Throws when the leaf is not in the flow's tree. */
export function claimTreeCall(client: Client, parameters: claimTree.Parameters): Call {
  const { flow, token, leaf, proof, to = zeroAddress } = parameters
  const root = parameters.work.flows[flow]?.to
  if (root !== undefined) Tree.verify({ leaf, proof, root })
  const { work, bucket } = Source.toAbi(parameters)
  const args = [work, bucket, BigInt(flow), token, Leaf.toAbi(leaf), proof, to] as const
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'claimTree', args })
  return { to: client.deployment.ledger, data, verb: 'claimTree' }
}
