import { Amount, BaseError } from '@tributary/protocol'
import { Deployment, developmentChains } from '@tributary/sdk'
import { type Address, erc20Abi, getAddress } from 'viem'
import { explainSystemError } from '../frame/explainSystemError.ts'
import type { Session } from './Session.ts'

/** A token that amounts are written in. */
export type Token = { readonly address: Address; readonly symbol: string; readonly decimals: number }

/** The token a command is about: the one named, else the home's, else the test dollar on development chains. */
export async function tokenFor(session: Session, named?: Address): Promise<Token> {
  const address = named ?? session.settings.token ?? defaultToken(session)
  return readToken(session, address)
}

/** Symbol and decimals of a token, from the chain. */
export async function readToken({ client }: Session, address: Address): Promise<Token> {
  const read = { abi: erc20Abi, address: getAddress(address) } as const
  try {
    const [symbol, decimals] = await Promise.all([
      client.public.readContract({ ...read, functionName: 'symbol' }),
      client.public.readContract({ ...read, functionName: 'decimals' }),
    ])
    return { address: read.address, symbol, decimals }
  } catch (cause) {
    if (explainSystemError(cause) !== undefined) throw cause
    throw new NoTokenError({ address, chainId: client.chainId, cause })
  }
}

/** Reads an amount that a person wrote, such as `12.50`. */
export function parseAmount(text: string, token: Token): bigint {
  const amount = Amount.parse(text, token.decimals)
  if (amount === 0n) throw new ZeroError()
  return amount
}

function defaultToken({ client }: Session): Address {
  if (developmentChains.includes(client.chainId)) return Deployment.testDollar().address
  throw new NoDefaultTokenError({ chainId: client.chainId })
}

/** What stands at an address is no token. */
export class NoTokenError extends BaseError {
  override readonly name = 'Token.NoTokenError'
  constructor({ address, chainId, cause }: { address: Address; chainId: number; cause: unknown }) {
    super(`There is no token at ${address} on chain ${chainId}.`, { hint: 'Check --token and --rpc.', cause })
  }
}

/** Nobody said which token is meant, and this chain has no test dollar. */
export class NoDefaultTokenError extends BaseError {
  override readonly name = 'Token.NoDefaultTokenError'
  constructor({ chainId }: { chainId: number }) {
    super(`No token was named, and chain ${chainId} has no test dollar.`, {
      hint: 'Name one with --token, or once and for all with `tributary init --token <address>`.',
    })
  }
}

/** An amount of nothing. */
export class ZeroError extends BaseError {
  override readonly name = 'Token.ZeroError'
  constructor() {
    super('The amount is 0; it must be more.')
  }
}
