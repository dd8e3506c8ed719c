import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { BaseError } from '@tributary/protocol'
import * as Process from './Process.ts'

/** A file that one process at a time can hold. */
export type Lock = { readonly path: string; release(): void }

/**
 * Takes the lock, or throws {@link HeldError} naming who holds it. A lock whose process has gone is taken over.
 *
 * The file is made complete beside the lock and then linked into place, so nobody ever reads a half-written holder.
 */
export function take(path: string): Lock {
  const self = Process.find(process.pid)!
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(self))
  try {
    for (;;) {
      if (tryLink(draft, path)) return { path, release: () => release(path, self) }
      const holder = read(path)
      if (holder && Process.isRunning(holder)) throw new HeldError({ path, pid: holder.pid })
      discardStale(path, holder)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** Who holds the lock now, if anyone. */
export function holderOf(path: string): Process.Process | undefined {
  const holder = read(path)
  return holder && Process.isRunning(holder) ? holder : undefined
}

function tryLink(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Moves a stale lock away; when another process was quicker and its fresh lock was moved instead, puts that back. */
function discardStale(path: string, stale: Process.Process | undefined): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const moved = read(aside)
  if (moved && stale && moved.pid === stale.pid && moved.started === stale.started) rmSync(aside)
  else if (moved && Process.isRunning(moved)) renameSync(aside, path)
  else rmSync(aside)
}

function read(path: string): Process.Process | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<Process.Process>
    return value.pid !== undefined && value.started !== undefined ? (value as Process.Process) : undefined
  } catch {
    return undefined
  }
}

function release(path: string, self: Process.Process): void {
  const holder = read(path)
  if (holder?.pid === self.pid && holder.started === self.started) rmSync(path, { force: true })
}

/** Another process works in the same place. */
export class HeldError extends BaseError {
  override readonly name = 'Lock.HeldError'
  readonly retry = true
  readonly pid: number
  constructor({ path, pid }: { path: string; pid: number }) {
    super(`${path} is held by process ${pid}; one process at a time may write here.`, {
      hint:
        pid === process.pid
          ? 'This process holds it already: close the first before opening a second.'
          : 'Wait for it, stop it, or choose another home.',
    })
    this.pid = pid
  }
}
