import { Account, BaseError } from '@tributary/protocol'
import type { Keystore } from '@tributary/sdk/node'
import { type Address, getAddress, isAddress } from 'viem'

/** Reads who is meant: a role of the home, an address, or a chain and an address (`eip155:1:0x…`). */
export function accountOf(keys: Keystore.Keystore, text: string): Account.Account {
  if (keys.roles().includes(text)) return Account.from({ address: keys.account(text).address })
  if (text.startsWith('eip155:')) return Account.parse(text)
  if (isAddress(text)) return Account.from({ address: getAddress(text) })
  throw new UnknownAccountError({ text, roles: keys.roles() })
}

/** The address of who is meant. */
export function addressOf(keys: Keystore.Keystore, text: string): Address {
  return Account.address(accountOf(keys, text))
}

/** A text names neither a role of this home nor an account. */
export class UnknownAccountError extends BaseError {
  override readonly name = 'Accounts.UnknownAccountError'
  constructor({ text, roles }: { text: string; roles: readonly string[] }) {
    super(`"${text}" is neither an address nor a role of this home (${roles.join(', ')}).`, {
      hint: 'Write 0x and 40 hexadecimal digits with a right checksum, eip155:<chain>:<address>, or a role.',
    })
  }
}
