import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { BaseError } from '@tributary/protocol'

/**
 * The real anvil binary: the one npm installed, else the first on PATH. Never the wrapper script, whose end orphans
 * the process it started.
 */
export function find(): string {
  const candidates = [fromNpm(), ...fromPath()].filter((path) => path !== undefined)
  const found = candidates.find(isExecutable)
  if (found === undefined) throw new NoAnvilError({ platform: `${process.platform} ${process.arch}` })
  return found
}

function fromNpm(): string | undefined {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  try {
    return createRequire(import.meta.url).resolve(`@foundry-rs/anvil-${process.platform}-${arch}/bin/anvil`)
  } catch {
    return undefined
  }
}

/** npm puts wrappers into node_modules/.bin and onto PATH; those are skipped. */
function fromPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'))
  return folders.map((folder) => join(folder, 'anvil'))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** This machine has no anvil. */
export class NoAnvilError extends BaseError {
  override readonly name = 'EmbeddedChain.NoAnvilError'
  readonly retry = false
  constructor({ platform }: { platform: string }) {
    super(`There is no anvil for ${platform} in node_modules or on PATH.`, {
      hint: 'Install Foundry (getfoundry.sh) so that anvil is on PATH, or name a chain with --rpc.',
    })
  }
}
