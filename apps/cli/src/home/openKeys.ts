import { readFileSync } from 'node:fs'
import { Home, Keystore, Settings } from '@tributary/sdk/node'
import { askPassphrase } from '../input/askPassphrase.ts'

/** Opens the keys of a home, asking for the passphrase when they have one. */
export async function openKeys(home: string): Promise<Keystore.Keystore> {
  Settings.read(home)
  const path = Home.at(home).keys
  if (!isSealed(path)) return Keystore.open({ path })
  return Keystore.open({ path, passphrase: await askPassphrase('Passphrase of the keys:', 'TRIBUTARY_PASSPHRASE') })
}

function isSealed(path: string): boolean {
  try {
    return 'sealed' in (JSON.parse(readFileSync(path, 'utf8')) as object)
  } catch {
    return false
  }
}
