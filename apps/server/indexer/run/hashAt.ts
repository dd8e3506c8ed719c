import type { Client } from '@tributary/sdk'
import type { Hex } from 'viem'

/** The hash of a block, or undefined where the chain does not reach so far. */
export async function hashAt({ public: node }: Client, blockNumber: bigint): Promise<Hex | undefined> {
  try {
    return (await node.getBlock({ blockNumber })).hash ?? undefined
  } catch (error) {
    if ((await node.getBlockNumber({ cacheTime: 0 })) < blockNumber) return undefined
    throw error
  }
}
