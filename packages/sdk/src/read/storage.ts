import { ledgerAbi } from '@tributary/protocol'
import { type Address, erc20Abi, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'

/** Where a number of the ledger stands: a bucket and a token, at a block. */
export type Place = { readonly bucket: Hex; readonly token: Address; readonly block: bigint }

/** Everything a bucket ever received, in token-wei. */
export function grossOf(client: Client, { bucket, token, block }: Place): Promise<bigint> {
  return explained(
    client.public.readContract({ ...at(client, block), functionName: 'grossOf', args: [bucket, token] }),
    client,
  )
}

/** What was paid of a bucket's residual, in token-wei. */
export function collectedOf(client: Client, { bucket, token, block }: Place): Promise<bigint> {
  return explained(
    client.public.readContract({ ...at(client, block), functionName: 'collectedOf', args: [bucket, token] }),
    client,
  )
}

/** What was paid or lifted of a flow, in token-wei. */
export function paidOf(client: Client, { bucket, token, block, flow }: Place & { flow: number }): Promise<bigint> {
  const args = [bucket, token, BigInt(flow)] as const
  return explained(client.public.readContract({ ...at(client, block), functionName: 'paidOf', args }), client)
}

/** What was paid or lifted of a leaf, in token-wei. */
export function paidLeafOf(client: Client, place: Place & { flow: number; prefix: bigint }): Promise<bigint> {
  const { bucket, token, block, flow, prefix } = place
  const args = [bucket, token, BigInt(flow), prefix] as const
  return explained(client.public.readContract({ ...at(client, block), functionName: 'paidLeafOf', args }), client)
}

/** What the ledger holds of a token, in token-wei. */
export function heldOf(client: Client, { token, block }: Omit<Place, 'bucket'>): Promise<bigint> {
  const read = { abi: erc20Abi, address: token, functionName: 'balanceOf', blockNumber: block } as const
  return explained(client.public.readContract({ ...read, args: [client.deployment.ledger] }), client)
}

function at(client: Client, block: bigint): { abi: typeof ledgerAbi; address: Address; blockNumber: bigint } {
  return { abi: ledgerAbi, address: client.deployment.ledger, blockNumber: block }
}
