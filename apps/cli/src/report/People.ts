import type { Keystore } from '@tributary/sdk/node'
import type { Address } from 'viem'
import { shorten } from '../terminal/format.ts'

/** The people a page may name; everybody else is a shortened address. */
export type People = { nameOf(address: Address): string }

/** Names the addresses of a home by the roles of its keys; an artist's role gives the artist's name. */
export function peopleOf(keys: Keystore.Keystore): People {
  const names = new Map(
    keys.roles().map((role) => [keys.account(role).address.toLowerCase(), role.replace(/^artist-/, '')]),
  )
  return { nameOf: (address) => names.get(address.toLowerCase()) ?? shorten(address) }
}
