import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Kernel } from '@tributary/engine'
import { findAnvil, Port } from '@tributary/sdk/node'
import { formatBytes, shorten } from '../terminal/format.ts'
import type { Check, Finding } from './Check.ts'

const leastNode = 24
/** Chain state, store and a training run of the shipped size take about a tenth of it. */
const leastSpace = 1_000_000_000

/** What the machine must bring. */
export function machineChecks(home: string): Check[] {
  return [
    { name: 'Node', look: node },
    { name: 'anvil', look: anvil },
    { name: 'forge', look: forge },
    { name: 'kernel', look: kernel },
    { name: 'disk', look: () => disk(home) },
    { name: 'port', look: port },
  ]
}

function node(): Finding {
  const isNew = Number(process.versions.node.split('.')[0]) >= leastNode
  const detail = `${process.versions.node}; at least ${leastNode} is needed`
  return isNew ? { state: 'good', detail } : { state: 'bad', detail, hint: 'Run `npm ci`: it brings the pinned Node.' }
}

function anvil(): Finding {
  return { state: 'good', detail: `${versionOf(findAnvil())} (the embedded chain)` }
}

/** Needed only to build the contracts anew; their bytecode is in the repository. */
function forge(): Finding {
  const ours = fileURLToPath(new URL('../../../../tools/forge', import.meta.url))
  try {
    return { state: 'good', detail: versionOf(existsSync(ours) ? ours : 'forge') }
  } catch {
    const hint = 'Only needed to change the contracts: install Foundry (getfoundry.sh).'
    return { state: 'warning', detail: 'not found', hint }
  }
}

/** The same kernel draws the same picture everywhere; a damaged one would draw another. */
function kernel(): Finding {
  if (Kernel.isWhole())
    return { state: 'good', detail: `sha-256 ${shorten(Kernel.hash)}, as pictures and models name it` }
  return { state: 'bad', detail: `its bytes are not those of ${Kernel.hash}`, hint: 'Check the repository out anew.' }
}

async function disk(home: string): Promise<Finding> {
  const folder = nearestFolder(home)
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const detail = `${formatBytes(free)} free at ${folder}`
  if (free >= leastSpace) return { state: 'good', detail }
  const hint = `Free some space, or put the home elsewhere with --home; ${formatBytes(leastSpace)} is comfortable.`
  return { state: free < leastSpace / 10 ? 'bad' : 'warning', detail, hint }
}

async function port(): Promise<Finding> {
  return { state: 'good', detail: `${await Port.findFree()} is free; the embedded chain takes any free one` }
}

function versionOf(binary: string): string {
  const output = execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return output.split('\n')[0]?.replace(/^\w+ Version: |^\w+ /, '') ?? ''
}

function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path))
}
