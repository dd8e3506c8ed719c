import { concat, type Hex } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained } from '../client/explain.ts'
import { type Contract, factory, salt } from './Deployment.ts'

/**
 * A stand-in for the factory that returns the code it created instead of its address:
 *
 *     size = calldatasize - 32; calldatacopy(0, 32, size); address = create2(0, 0, size, calldataload(0));
 *     extcodecopy(address, 0, 0, extcodesize(address)); return(0, extcodesize(address))
 */
const probe: Hex = '0x602036038060206000376000359060006000f5803b8060006000843c6000f3'

/**
 * The code that a contract's creation code leads to at its address on this chain, immutables included.
 *
 * The node plays the creation through in a call: the factory's code is replaced by the probe and the contract's own
 * address is emptied, so that creating it there is possible again.
 */
export async function expectedCode(client: Client, { address, code }: Contract): Promise<Hex | undefined> {
  const stateOverride = [
    { address: factory, code: probe },
    { address, code: '0x' as const, nonce: 0 },
  ]
  const data = concat([salt, code])
  return (await explained(client.public.call({ to: factory, data, stateOverride }), client)).data
}
