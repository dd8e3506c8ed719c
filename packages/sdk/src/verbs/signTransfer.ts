import { TypedData } from '@tributary/protocol'
import { type Address, bytesToHex, type Hex, parseAbi } from 'viem'
import { accountOf, type Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** An EIP-3009 transfer that its payer signed: whoever has it may submit it, once. */
export type Authorization = {
  readonly from: Address
  readonly value: bigint
  readonly validAfter: bigint
  readonly validBefore: bigint
  readonly nonce: Hex
  readonly signature: Hex
}

const abi = parseAbi([
  'function name() view returns (string)',
  'function version() view returns (string)',
  'function eip712Domain() view returns (bytes1, string name, string version, uint256, address, bytes32, uint256[])',
])

/** An hour: long enough for a relayer, short enough to be forgotten. */
const lifetime = 3600n

/**
 * Signs an EIP-3009 transfer, as any HTTP 402 client does; towards a checkout it is a complete order. No gas.
 */
export async function signTransfer(client: Client, parameters: signTransfer.Parameters): Promise<Authorization> {
  const account = accountOf(client, 'signTransfer')
  const { token, to, value, validAfter = 0n, nonce = randomNonce() } = parameters
  const validBefore = parameters.validBefore ?? (await explained(client.public.getBlock(), client)).timestamp + lifetime
  const message = { from: account.address, to, value, validAfter, validBefore, nonce }
  const domain = { ...(await domainOf(client, token)), chainId: client.chainId, verifyingContract: token }
  const signature = await account.signTypedData(TypedData.transferWithAuthorization(domain, message))
  return { from: account.address, value, validAfter, validBefore, nonce, signature }
}

export declare namespace signTransfer {
  type Parameters = {
    readonly token: Address
    readonly to: Address
    /** Unit: token-wei. */
    readonly value: bigint
    readonly validAfter?: bigint | undefined
    /** An hour after the last block by default. */
    readonly validBefore?: bigint | undefined
    /** Random by default. */
    readonly nonce?: Hex | undefined
  }
}

/** Name and version by which a token signs: ERC-5267 where it speaks that, else its own two functions. */
export async function domainOf(client: Client, token: Address): Promise<{ name: string; version: string }> {
  const read = { abi, address: token } as const
  const [, name, version] = await client.public
    .readContract({ ...read, functionName: 'eip712Domain' })
    .catch(async () => {
      const named = explained(client.public.readContract({ ...read, functionName: 'name' }), client)
      const versioned = client.public.readContract({ ...read, functionName: 'version' }).catch(() => '1')
      return ['0x', await named, await versioned] as const
    })
  return { name, version }
}

function randomNonce(): Hex {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)))
}
