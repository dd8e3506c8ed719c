import { Amount, BaseError } from '@tributary/protocol'
import { defaultToken, readToken, type Token } from '@tributary/sdk'
import type { Address } from 'viem'
import type { Session } from './Session.ts'

/** The token a command is about: the one named, else the home's, else the test dollar on development chains. */
export function tokenFor({ client, settings }: Session, named?: Address): Promise<Token> {
  return readToken(client, named ?? settings.token ?? defaultToken(client.chainId))
}

/** Reads an amount that a person wrote, such as `12.50`. */
export function parseAmount(text: string, token: Token): bigint {
  const amount = Amount.parse(text, token.decimals)
  if (amount === 0n) throw new ZeroError()
  return amount
}

/** An amount of nothing. */
export class ZeroError extends BaseError {
  override readonly name = 'Token.ZeroError'
  constructor() {
    super('The amount is 0; it must be more.')
  }
}
