import { mkdirSync } from 'node:fs'
import * as Settings from './Settings.ts'

/** Makes a folder a home, with the embedded chain and without passphrase, unless it is one. */
export function ensureHome(path: string): void {
  if (Settings.exists(path)) return
  mkdirSync(path, { recursive: true, mode: 0o700 })
  Settings.write(path, { version: 1 })
}
