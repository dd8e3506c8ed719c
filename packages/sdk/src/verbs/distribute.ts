import { ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData, type Hex, parseEventLogs } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, type Sent, send } from '../client/send.ts'
import * as Source from './Source.ts'

/** Lifts money along edges to parents' sales; in the order child before parent, a whole path moves in one call. */
export async function distribute(client: Client, parameters: distribute.Parameters): Promise<distribute.ReturnType> {
  const sent = await send(client, distributeCall(client, parameters), parameters)
  const moved = parseEventLogs({ abi: ledgerAbi, eventName: 'Distributed', logs: sent.receipt.logs })
  return { ...sent, moved: moved.map(({ args }) => ({ from: args.from, to: args.to, amount: args.amount })) }
}

export declare namespace distribute {
  type Edge = Omit<Source.Source, 'token'> & {
    /** Index of the flow, which leads to a work. */
    readonly flow: number
  }
  type Parameters = { readonly edges: readonly Edge[]; readonly token: Address } & Once
  /** Edges that owed nothing moved nothing and are left out. */
  type ReturnType = Sent & { readonly moved: readonly { from: Hex; to: Hex; amount: bigint }[] }
}

/** The call, for any key to submit. */
export function distributeCall(client: Client, { edges, token }: distribute.Parameters): Call {
  const args = [edges.map((edge) => ({ ...Source.toAbi(edge), flow: edge.flow })), token] as const
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'distribute', args })
  return { to: client.deployment.ledger, data, verb: 'distribute' }
}
