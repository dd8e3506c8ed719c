import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs'

/**
 * Anvil writes its state in place, every second: whoever is killed while it writes leaves half a file. A whole copy is
 * therefore kept beside it, and half a file is replaced by that copy before the next start.
 */
export type ChainState = { readonly path: string; readonly copy: string }

/** The state file of a folder and its copy. */
export function at(path: string): ChainState {
  return { path, copy: `${path}.whole` }
}

/** What was found and done before a start. */
export type Recovery = 'fresh' | 'whole' | 'restored' | 'lost'

/** Makes the state file whole or absent, and says which. */
export function recover(state: ChainState): Recovery {
  if (!existsSync(state.path) && !existsSync(state.copy)) return 'fresh'
  if (isWhole(state.path)) {
    keep(state)
    return 'whole'
  }
  if (isWhole(state.copy)) {
    copyFileSync(state.copy, state.path)
    return 'restored'
  }
  if (existsSync(state.path)) renameSync(state.path, `${state.path}.broken`)
  return 'lost'
}

/** Refreshes the copy, unless anvil is writing at this moment; then the next call will. */
export function keep(state: ChainState): boolean {
  if (!existsSync(state.path)) return false
  // Everybody who uses a running chain keeps the copy, each through a draft of its own.
  const draft = `${state.copy}.${process.pid}.draft`
  copyFileSync(state.path, draft)
  if (!isWhole(draft)) return false
  const file = openSync(draft, 'r')
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, state.copy)
  return true
}

/** One JSON object whose braces close: the strings of a state file are hex, so that counting suffices. */
function isWhole(path: string): boolean {
  if (!existsSync(path)) return false
  const bytes = readFileSync(path)
  let open = 0
  for (let i = bytes.indexOf(0x7b); i >= 0; i = bytes.indexOf(0x7b, i + 1)) open++
  for (let i = bytes.indexOf(0x7d); i >= 0; i = bytes.indexOf(0x7d, i + 1)) open--
  return open === 0 && bytes.includes(0x7b) && bytes.at(-1) === 0x7d
}
