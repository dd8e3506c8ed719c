import { type Address, encodeFunctionData, parseAbi } from 'viem'
import type { Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import type { Authorization } from './signTransfer.ts'

const abi = parseAbi([
  'function transferWithAuthorization(address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce, bytes signature)',
])

/** Submits a bare EIP-3009 transfer, as a foreign facilitator does that knows nothing of checkouts. */
export function submitTransfer(client: Client, parameters: submitTransfer.Parameters): Promise<Sent> {
  const { token, to, authorization } = parameters
  const { from, value, validAfter, validBefore, nonce, signature } = authorization
  const args = [from, to, value, validAfter, validBefore, nonce, signature] as const
  const data = encodeFunctionData({ abi, functionName: 'transferWithAuthorization', args })
  return send(client, { to: token, data, verb: 'submitTransfer' }, parameters)
}

export declare namespace submitTransfer {
  type Parameters = { readonly token: Address; readonly to: Address; readonly authorization: Authorization } & Once
}
