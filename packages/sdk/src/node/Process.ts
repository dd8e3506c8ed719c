import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process that can be told from a later one that was given the same number. */
export type Process = { readonly pid: number; readonly started: string }

/** The process with this number now, or undefined when there is none. */
export function find(pid: number): Process | undefined {
  if (!isAlive(pid)) return undefined
  const started = startOf(pid)
  return started === undefined ? undefined : { pid, started }
}

/** Whether a process seen earlier still runs. */
export function isRunning(process: Process): boolean {
  return find(process.pid)?.started === process.started
}

/** Ends a process: asks first, and kills it when it has not gone after the grace time. */
export async function end(seen: Process, graceMs: number): Promise<void> {
  if (!isRunning(seen)) return
  signal(seen.pid, 'SIGTERM')
  const deadline = Date.now() + graceMs
  while (isRunning(seen)) {
    if (Date.now() > deadline) signal(seen.pid, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch {
    // It went between the look and the signal, which is what was wanted.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') return startOnLinux(pid)
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/**
 * Field 22 of /proc/pid/stat, in clock ticks since boot. A zombie counts as gone, once its last thread is: until then
 * it still holds files and ports.
 */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, threads, started] = [fields[0], Number(fields[17]), fields[19]]
    return state === 'Z' && threads <= 1 ? undefined : started
  } catch {
    return undefined
  }
}
