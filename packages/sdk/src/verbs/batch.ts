import { BaseError, ledgerAbi } from '@tributary/protocol'
import { encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Call, type Once, send } from '../client/send.ts'
import { type Moves, movesOf } from './Moves.ts'

/** Makes many calls of the ledger in one transaction; what fails is skipped and stops nothing. */
export async function batch(client: Client, parameters: batch.Parameters): Promise<Moves> {
  return movesOf(await send(client, batchCall(client, parameters), parameters))
}

export declare namespace batch {
  /** As `claimCall`, `claimTreeCall`, `collectCall`, `distributeCall` and `settleCall` make them. */
  type Parameters = { readonly calls: readonly Call[] } & Once
  type ErrorType = ForeignCallError
}

/** The call, for any key to submit. */
export function batchCall(client: Client, { calls }: batch.Parameters): Call {
  const { ledger: to } = client.deployment
  const foreign = calls.find((call) => call.to !== to || call.value !== undefined)
  if (foreign) throw new ForeignCallError({ verb: foreign.verb })
  const args = [calls.map(({ data }) => data)] as const
  return { to, data: encodeFunctionData({ abi: ledgerAbi, functionName: 'batch', args }), verb: 'batch', skips: true }
}

/** A batch of the ledger holds a call of something else. */
export class ForeignCallError extends BaseError {
  override readonly name = 'batch.ForeignCallError'
  constructor({ verb }: { verb: string }) {
    super(`The call "${verb}" is not one of the ledger; a batch makes only calls of the ledger.`)
  }
}
