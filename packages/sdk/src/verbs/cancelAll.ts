import { licensesAbi } from '@tributary/protocol'
import { encodeFunctionData } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'

/** Withdraws every offer that the client's account signed so far. */
export function cancelAll(client: Client, once: Once = {}): Promise<Sent> {
  const data = encodeFunctionData({ abi: licensesAbi, functionName: 'cancelAll' })
  return send(client, { to: client.deployment.licenses, data, verb: 'cancelAll' }, once)
}
