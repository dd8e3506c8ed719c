import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Home } from '@tributary/sdk/node'

/** Where a job keeps its files. */
export function folderOf(home: Pick<Home.Home, 'path'>, job: string): string {
  return join(home.path, 'jobs', job)
}

/** Writes a file whole or not at all: beside it, synced, renamed. */
export function keepFile(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.draft`
  const file = openSync(draft, 'w', 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

/** A file, if it is there. */
export function findFile(path: string): Uint8Array | undefined {
  return existsSync(path) ? readFileSync(path) : undefined
}
