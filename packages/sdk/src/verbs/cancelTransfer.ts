import { type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { type Once, type Sent, send } from '../client/send.ts'
import { domainOf } from './signTransfer.ts'

const abi = parseAbi(['function cancelAuthorization(address authorizer, bytes32 nonce, bytes signature)'])

const types = {
  CancelAuthorization: [
    { name: 'authorizer', type: 'address' },
    { name: 'nonce', type: 'bytes32' },
  ],
} as const

/** Uses up the nonce of an EIP-3009 authorization that the client's account signed, so that nobody can submit it. */
export async function cancelTransfer(client: Client, parameters: cancelTransfer.Parameters): Promise<Sent> {
  const account = accountOf(client, 'cancelTransfer')
  const { token, nonce } = parameters
  const domain = { ...(await domainOf(client, token)), chainId: client.chainId, verifyingContract: token }
  const message = { authorizer: account.address, nonce }
  const signature = await account.signTypedData({ domain, types, primaryType: 'CancelAuthorization', message })
  const args = [account.address, nonce, signature] as const
  const data = encodeFunctionData({ abi, functionName: 'cancelAuthorization', args })
  return send(client, { to: token, data, verb: 'cancelTransfer' }, parameters)
}

export declare namespace cancelTransfer {
  type Parameters = { readonly token: Address; readonly nonce: Hex } & Once
}
