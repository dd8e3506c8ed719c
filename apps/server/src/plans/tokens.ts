import { Amount } from '@tributary/protocol'
import { readToken, type Token } from '@tributary/sdk'
import type { Money } from '@tributary/sdk/wire'
import { type Address, getAddress } from 'viem'
import type { Services } from '../api/Services.ts'

const known = new WeakMap<Services, Map<Address, Token>>()

/** A token of the settings, or what the chain says of another. */
export async function tokenOf(services: Services, address: string): Promise<Token> {
  const at = getAddress(address)
  const read = known.get(services) ?? new Map<Address, Token>()
  known.set(services, read)
  const listed = services.settings.tokens.find((token) => getAddress(token.address) === at)
  const token = read.get(at) ?? (listed ? { ...listed, address: at } : await readToken(services.client, at))
  read.set(at, token)
  return token
}

/** An amount with its token. */
export async function moneyOf(services: Services, token: string, amount: bigint): Promise<Money> {
  return { amount: `${amount}`, token: await tokenOf(services, token) }
}

/** An amount as people write it: `2.5 TUSD`. */
export function inWords({ amount, token }: Money): string {
  return `${Amount.format(BigInt(amount), token.decimals)} ${token.symbol}`
}
