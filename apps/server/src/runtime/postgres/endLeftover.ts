import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Process } from '@tributary/sdk/node'

const graceMs = 20_000

/**
 * Ends a database server that an earlier start left on this folder.
 *
 * Its file names a process by number alone. After a crash that number may belong to somebody else, for whom Postgres
 * would wait in vain: then the file is removed. A number that nobody has is left to Postgres, which also looks for
 * servers that lost their head but still write. One that has ended keeps its number until its parent has taken note, and
 * Postgres takes it for alive: that is waited for.
 */
export async function endLeftover(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid')
  const pid = readPid(path)
  const found = pid === undefined ? undefined : Process.find(pid)
  if (found === undefined) return untilFree(pid)
  if (!commandOf(found.pid).includes(data)) return rmSync(path)
  process.kill(found.pid, 'SIGINT')
  const deadline = Date.now() + graceMs
  while (Process.isRunning(found) && Date.now() < deadline) await setTimeout(25)
  await Process.end(found, 0)
  await untilFree(pid)
}

/** Waits until nobody has this number any more, not even a process that has ended. */
async function untilFree(pid: number | undefined): Promise<void> {
  const deadline = Date.now() + graceMs
  while (pid !== undefined && isTaken(pid) && Date.now() < deadline) await setTimeout(25)
}

function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function readPid(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
