import { createReadStream, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as Process from './Process.ts'
import { writeWhole } from './writeWhole.ts'

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

/** Makes the state file whole or absent, and says which. Nobody may be writing it. */
export async function recover(state: ChainState): Promise<Recovery> {
  removeDrafts(state)
  if (!existsSync(state.path) && !existsSync(state.copy)) return 'fresh'
  if (await keep(state)) return 'whole'
  if (await isWhole(state.copy)) {
    await copyFile(state.copy, state.path)
    return 'restored'
  }
  if (existsSync(state.path)) renameSync(state.path, `${state.path}.broken`)
  rmSync(state.copy, { force: true })
  return 'lost'
}

/** Keeps what a chain says of itself, before it has written anything. */
export function keepFirst(state: ChainState, content: Uint8Array): void {
  writeWhole(state.copy, content)
}

/** Whether the state outlives its chain, however that ends. */
export function isKept(state: ChainState): boolean {
  return existsSync(state.copy)
}

let drafts = 0

/** Refreshes the copy, unless anvil is writing at this moment; then the next call will. Other work goes on meanwhile. */
export async function keep(state: ChainState): Promise<boolean> {
  if (!existsSync(state.path)) return false
  // Everybody who uses a running chain keeps the copy, each through a draft of its own.
  const draft = `${state.copy}.${process.pid}.${drafts++}.draft`
  try {
    await copyFile(state.path, draft)
    if (!(await isWhole(draft))) return false
    await flush(draft)
    await rename(draft, state.copy)
    return true
  } finally {
    await rm(draft, { force: true })
  }
}

/** Removes what processes that were killed left half-copied. */
function removeDrafts({ copy }: ChainState): void {
  const folder = dirname(copy)
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const maker = name.startsWith(basename(copy)) && /\.(\d+)(\.\d+)?\.draft$/.exec(name)?.[1]
    if (maker && Process.find(Number(maker)) === undefined) rmSync(join(folder, name), { force: true })
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

const chunkBytes = 2 ** 18

/** One JSON object whose braces close: the strings of a state file are hex, so that counting suffices. */
async function isWhole(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  let [open, any, last] = [0, false, 0]
  for await (const bytes of createReadStream(path, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>) {
    const opened = count(bytes, 0x7b)
    open += opened - count(bytes, 0x7d)
    any ||= opened > 0
    last = bytes.at(-1) ?? last
  }
  return open === 0 && any && last === 0x7d
}

function count(bytes: Buffer, byte: number): number {
  let found = 0
  for (let i = bytes.indexOf(byte); i >= 0; i = bytes.indexOf(byte, i + 1)) found++
  return found
}
