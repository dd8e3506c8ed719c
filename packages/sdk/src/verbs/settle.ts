import { Ledger, ledgerAbi } from '@tributary/protocol'
import { type Address, encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, send } from '../client/send.ts'
import { type Moves, movesOf } from './Moves.ts'
import * as Source from './Source.ts'

/** Lifts and pays in one call; what cannot be paid is skipped, reported and stops nothing. Anybody may send it. */
export async function settle(client: Client, parameters: settle.Parameters): Promise<Moves> {
  return movesOf(await send(client, settleCall(client, parameters), parameters))
}

export declare namespace settle {
  type Step = Omit<Source.Source, 'token'> & {
    /** Flows to move: those to works are lifted, those to accounts paid. All that are not trees by default. */
    readonly flows?: readonly number[] | undefined
    /** Whether to pay the residual; true by default. */
    readonly residual?: boolean | undefined
  }
  type Parameters = { readonly steps: readonly Step[]; readonly token: Address } & Once
}

/** The call, for any key to submit. */
export function settleCall(client: Client, { steps, token }: settle.Parameters): Call {
  const args = [steps.map((step) => ({ ...Source.toAbi(step), moves: movesMask(step) })), token] as const
  const data = encodeFunctionData({ abi: ledgerAbi, functionName: 'settle', args })
  return { to: client.deployment.ledger, data, verb: 'settle', skips: true }
}

function movesMask({ work, flows, residual = true }: settle.Step): bigint {
  const movable = work.flows.flatMap(({ kind }, index) => (kind === 'tree' ? [] : [index]))
  const bits = [...(flows ?? movable), ...(residual ? [Ledger.residualBit] : [])]
  return bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n)
}
