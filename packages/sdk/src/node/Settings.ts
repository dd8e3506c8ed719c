import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BaseError } from '@tributary/protocol'
import type { Address, Hex } from 'viem'

/** What a home remembers between commands, beside keys, journal and store. */
export type Settings = {
  readonly version: 1
  /** The chain of the home; none means the embedded one. */
  readonly rpc?: string
  /** The port of the embedded chain; any free one by default. */
  readonly port?: number
  /** The token in which amounts are meant; the test dollar by default on development chains. */
  readonly token?: Address
  /** The studio's name, as certificates show it. */
  readonly studio?: string
  /** Who may operate the studio where the chain is not the embedded one; nobody by default. */
  readonly operators?: readonly Address[]
  /** Addresses beside its own under which browsers reach the studio, such as `https://studio.example`. */
  readonly origins?: readonly string[]
  /** Dollars for one ether, for showing prices. */
  readonly etherDollars?: number
  /** Another x402 facilitator that submits payments; the studio's own relayer by default. */
  readonly facilitator?: string
  /** The chain that was found there at first. */
  readonly seen?: { readonly chainId: number; readonly genesis: Hex }
}

const fileName = 'settings.json'

/** Whether a folder is a home. */
export function exists(home: string): boolean {
  return existsSync(join(home, fileName))
}

/** The settings of a home; throws when the folder is none. */
export function read(home: string): Settings {
  const path = join(home, fileName)
  if (!existsSync(path)) throw new NoHomeError({ home })
  return parse(path, readFileSync(path, 'utf8'))
}

/** Writes the settings of a home: beside and renamed, so that a crash leaves the old ones or the new ones. */
export function write(home: string, settings: Settings): void {
  const path = join(home, fileName)
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(settings, null, 2)}\n`)
  renameSync(draft, path)
}

function parse(path: string, text: string): Settings {
  try {
    const settings = JSON.parse(text) as Partial<Settings>
    if (settings.version === 1) return settings as Settings
  } catch (cause) {
    throw new UnreadableError({ path, cause })
  }
  throw new UnreadableError({ path })
}

/** A folder is no home. */
export class NoHomeError extends BaseError {
  override readonly name = 'Settings.NoHomeError'
  constructor({ home }: { home: string }) {
    super(`There is no home at ${home}.`, { hint: 'Make one with `tributary init`, or name yours with --home.' })
  }
}

/** The settings file was damaged or comes from a later version. */
export class UnreadableError extends BaseError {
  override readonly name = 'Settings.UnreadableError'
  constructor({ path, cause }: { path: string; cause?: unknown }) {
    const hint = 'Mend it by hand, or remove it and run `tributary init`: keys, journal and store are not touched.'
    super(`${path} holds no settings this version can read.`, { hint, cause })
  }
}
