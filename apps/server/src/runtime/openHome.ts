import type { Store } from '@tributary/provenance'
import { FileStore } from '@tributary/provenance/node'
import { Home, type Identity, identityOf, Keystore, Settings } from '@tributary/sdk/node'

/** A home as the server uses it: what is on disk, and who the studio is. */
export type OpenHome = {
  readonly home: Home.Home
  readonly settings: Settings.Settings
  readonly keys: Keystore.Keystore
  readonly identity: Identity.Identity
  readonly store: Store.Store
}

/** Keys that the studio itself acts with. */
export const roles = {
  /** Sends transactions for others, such as payments that come over HTTP. */
  relayer: 'relayer',
  /** Answers for checkouts: delivers or refunds what was paid past the door. */
  gateway: 'gateway',
  /** Signs what models make. */
  model: 'model',
} as const

/** Opens a home, and makes the keys that the studio acts with where they are missing. */
export async function openHome(path: string): Promise<OpenHome> {
  const settings = Settings.read(path)
  const home = Home.at(path)
  const keys = openKeys(home)
  for (const role of Object.values(roles)) keys.ensure(role)
  const identity = await identityOf({ home, keys, settings })
  return { home, settings, keys, identity, store: await FileStore.open(home.store) }
}

/** A passphrase opens keys that have one; it never begins to protect others. */
function openKeys({ keys: path }: Home.Home): Keystore.Keystore {
  const passphrase = process.env.TRIBUTARY_PASSPHRASE
  return Keystore.open(Keystore.isSealed(path) ? { path, passphrase } : { path })
}
