import { BaseError } from '@tributary/protocol'
import { type Address, erc20Abi, getAddress } from 'viem'
import type { Client } from '../client/Client.ts'
import { explained, UnreachableError } from '../client/explain.ts'
import { developmentChains } from '../client/wellKnownKeys.ts'
import * as Deployment from '../deploy/Deployment.ts'

/** A token that amounts are written in. */
export type Token = { readonly address: Address; readonly symbol: string; readonly decimals: number }

/** Symbol and decimals of a token, from the chain. */
export async function readToken(client: Pick<Client, 'public' | 'rpc' | 'chainId'>, address: Address): Promise<Token> {
  const read = { abi: erc20Abi, address: getAddress(address) } as const
  const { public: chain } = client
  try {
    const [symbol, decimals] = await explained(
      Promise.all([
        chain.readContract({ ...read, functionName: 'symbol' }),
        chain.readContract({ ...read, functionName: 'decimals' }),
      ]),
      client,
    )
    return { address: read.address, symbol, decimals }
  } catch (cause) {
    if (cause instanceof UnreachableError) throw cause
    throw new NoTokenError({ address, chainId: client.chainId, cause })
  }
}

/** The token that amounts are meant in where nobody named one: the test dollar, on development chains only. */
export function defaultToken(chainId: number): Address {
  if (developmentChains.includes(chainId)) return Deployment.testDollar().address
  throw new NoDefaultTokenError({ chainId })
}

/** What stands at an address is no token. */
export class NoTokenError extends BaseError {
  override readonly name = 'Token.NoTokenError'
  readonly retry = false
  constructor({ address, chainId, cause }: { address: Address; chainId: number; cause: unknown }) {
    super(`There is no token at ${address} on chain ${chainId}.`, { hint: 'Check --token and --rpc.', cause })
  }
}

/** Nobody said which token is meant, and this chain has no test dollar. */
export class NoDefaultTokenError extends BaseError {
  override readonly name = 'Token.NoDefaultTokenError'
  readonly retry = false
  constructor({ chainId }: { chainId: number }) {
    super(`No token was named, and chain ${chainId} has no test dollar.`, {
      hint: 'Name one with --token, or once and for all with `tributary init --token <address>`.',
    })
  }
}
