import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { BaseError } from '@tributary/protocol'
import type { Hex } from 'viem'
import type { Entry, Journal, Json } from '../journal/Journal.ts'

/** A journal in a file: one JSON object a line, appended and synced, never rewritten. */
export type FileJournal = Journal & { readonly path: string; close(): void }

/**
 * Opens a journal, making it when absent. A last line that was cut in half by a crash never happened and is removed;
 * a broken line elsewhere is damage and throws {@link DamagedError}.
 */
export function open(path: string): FileJournal {
  mkdirSync(dirname(path), { recursive: true })
  const file = openSync(path, 'a+', 0o600)
  const { entries, length } = parse(path, readFileSync(path))
  ftruncateSync(file, length)
  syncFolder(dirname(path))
  const latest = new Map<Hex, Json>(entries.map((entry) => [entry.step, entry.value]))
  let end = length
  return {
    path,
    read: async (step) => latest.get(step),
    write: async (entry) => {
      end = append(path, file, end, entry)
      entries.push(entry)
      latest.set(entry.step, entry.value)
    },
    entries: async () => [...entries],
    close: () => closeSync(file),
  }
}

/** Appends one line and syncs it; a line that did not fit is taken back, so that the journal stays whole. */
function append(path: string, file: number, end: number, entry: Entry): number {
  const line = Buffer.from(`${JSON.stringify(entry)}\n`)
  try {
    for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
    fdatasyncSync(file)
    return end + line.length
  } catch (cause) {
    ftruncateSync(file, end)
    throw new WriteError({ path, kind: entry.kind, cause: cause as Error })
  }
}

function parse(path: string, bytes: Buffer): { entries: Entry[]; length: number } {
  const length = bytes.lastIndexOf(10) + 1
  const lines = bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1)
  return { entries: lines.map((line, index) => parseLine(path, line, index + 1)), length }
}

function parseLine(path: string, line: string, number: number): Entry {
  try {
    const entry = JSON.parse(line) as Entry
    if (typeof entry.step === 'string' && typeof entry.kind === 'string') return entry
  } catch (cause) {
    throw new DamagedError({ path, line: number, cause: cause as Error })
  }
  throw new DamagedError({ path, line: number })
}

/** A new file is durable only once its folder is. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** A line of the journal, not the last one, cannot be read. */
export class DamagedError extends BaseError {
  override readonly name = 'FileJournal.DamagedError'
  readonly retry = false
  constructor({ path, line, cause }: { path: string; line: number; cause?: Error }) {
    super(`Line ${line} of ${path} is not a journal entry.`, {
      hint: 'The disk or another program damaged it. Restore a backup; steps after that line may have happened.',
      ...(cause ? { cause } : {}),
    })
  }
}

/** The journal could not be written; the step did not begin. */
export class WriteError extends BaseError {
  override readonly name = 'FileJournal.WriteError'
  readonly retry = true
  constructor({ path, kind, cause }: { path: string; kind: string; cause: Error }) {
    super(`The step ${kind} could not be written to ${path}: ${cause.message}.`, {
      hint: 'Is the disk full? Free space and run again; nothing was lost.',
      cause,
    })
  }
}
