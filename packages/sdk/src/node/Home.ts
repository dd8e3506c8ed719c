import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as FileJournal from './FileJournal.ts'
import * as Lock from './Lock.ts'

/** Where everything of one studio lies on disk. */
export type Home = {
  readonly path: string
  readonly keys: string
  readonly journal: string
  readonly chain: string
  readonly store: string
  readonly identity: string
}

/** The places in a home. Touches nothing. */
export function at(path: string): Home {
  const root = resolve(path)
  return {
    path: root,
    keys: join(root, 'keys.json'),
    journal: join(root, 'journal.jsonl'),
    chain: join(root, 'chain'),
    store: join(root, 'store'),
    identity: join(root, 'identity'),
  }
}

/** A home that this process alone may write to, until it is closed. */
export type OpenHome = Home & { readonly log: FileJournal.FileJournal; close(): void }

/**
 * Opens a home for writing, making it when absent. Two processes cannot: the second gets {@link Lock.HeldError}.
 *
 * @example
 * ```ts
 * import { Home } from '@tributary/sdk/node'
 *
 * using home = Home.open('.tributary')
 * ```
 */
export function open(path: string): OpenHome & Disposable {
  const home = at(path)
  mkdirSync(home.path, { recursive: true, mode: 0o700 })
  const lock = Lock.take(join(home.path, 'lock'))
  try {
    const log = FileJournal.open(home.journal)
    const close = (): void => {
      log.close()
      lock.release()
    }
    return { ...home, log, close, [Symbol.dispose]: close }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The process that has the home open for writing, if any. */
export function holderOf(path: string): number | undefined {
  return Lock.holderOf(join(resolve(path), 'lock'))?.pid
}
