import type { Client } from '../client/Client.ts'
import { type Call, type Once, send } from '../client/send.ts'
import { type Moves, movesOf } from './Moves.ts'

/**
 * Submits a call that somebody else built: a relayer pays the gas, the payee gets the money.
 *
 * @example
 * ```ts
 * import { claimCall, submit } from '@tributary/sdk'
 *
 * const call = claimCall(artist, { work, flow: 0, token })
 * await submit(relayer, call)
 * ```
 */
export async function submit(relayer: Client, call: Call, once: Once = {}): Promise<Moves> {
  return movesOf(await send(relayer, call, once))
}
