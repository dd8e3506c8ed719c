import { Home, Keystore, Settings } from '@tributary/sdk/node'
import { askPassphrase } from '../input/askPassphrase.ts'

/** Opens the keys of a home, asking for the passphrase when they have one. */
export async function openKeys(home: string): Promise<Keystore.Keystore> {
  Settings.read(home)
  const path = Home.at(home).keys
  if (!Keystore.isSealed(path)) return Keystore.open({ path })
  return Keystore.open({ path, passphrase: await askPassphrase('Passphrase of the keys:', 'TRIBUTARY_PASSPHRASE') })
}
