import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import { BaseError } from '../BaseError.ts'
import * as Car from '../Car.ts'
import { type Block, parse } from '../Cid.ts'
import { type Entry, fromBlock, hashesOf, type Store, toBlock } from '../Store.ts'

/**
 * A store in a folder: `blocks/` by CID, `entries/` with the CID of each work's entry, `hashes/` with an empty file for
 * each hash and work that it names. Files appear whole or not at all, whenever the process or the machine is stopped.
 */
export class FileStore implements Store {
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Opens the store in this folder, and makes it if there is none. */
  static async open(folder: string): Promise<FileStore> {
    const store = new FileStore(folder)
    for (const part of ['blocks', 'entries', 'hashes', temporary])
      await guarded(folder, () => makeFolder(join(folder, part)))
    await store.#clean()
    return store
  }

  async put(block: Block): Promise<void> {
    await Car.check(block)
    // A block that is here but corrupt is written again, so importing a bundle repairs the store.
    const known = await this.get(block.cid).catch(() => undefined)
    if (known === undefined) await this.#write(this.#blockPath(block.cid), block.bytes)
  }

  async get(cid: CID): Promise<Uint8Array | undefined> {
    const path = this.#blockPath(cid)
    const bytes = await readIfThere(path)
    if (bytes === undefined) return undefined
    await Car.check({ cid, bytes }).catch((cause) => {
      throw new CorruptError({ path, cause })
    })
    return bytes
  }

  async has(cid: CID): Promise<boolean> {
    return (await this.get(cid)) !== undefined
  }

  async putEntry(entry: Entry): Promise<void> {
    const block = await toBlock(entry)
    await this.put(block)
    // The pointer comes last: whoever finds it finds everything that it leads to.
    await Promise.all(hashesOf(entry).map((hash) => mark(this.#hashFolder(hash), `${hash}.${entry.work}`)))
    await this.#write(this.#entryPath(entry.work), new TextEncoder().encode(`${block.cid}\n`))
  }

  async entry(work: Hex): Promise<Entry | undefined> {
    const path = this.#entryPath(work)
    const pointer = await readIfThere(path)
    if (pointer === undefined) return undefined
    const bytes = await this.get(parsePointer(path, pointer))
    if (bytes === undefined) throw new CorruptError({ path, cause: 'the block that it names is missing' })
    return fromBlock(bytes)
  }

  async find(sha256: Hex): Promise<readonly Hex[]> {
    const names = await listIfThere(this.#hashFolder(sha256))
    const works = names.filter((name) => name.startsWith(sha256)).map((name) => name.slice(sha256.length + 1) as Hex)
    const known = await Promise.all(works.map((work) => readIfThere(this.#entryPath(work))))
    return works.filter((_, index) => known[index] !== undefined)
  }

  async works(): Promise<readonly Hex[]> {
    const shards = await listIfThere(join(this.#folder, 'entries'))
    const works = await Promise.all(shards.map((shard) => listIfThere(join(this.#folder, 'entries', shard))))
    return works.flat() as Hex[]
  }

  /**
   * At least the works whose entries came at `since` or later, each with when its entry was written: for whoever keeps
   * a list of its own and compares. Costs little when nothing came.
   */
  async written(since: Milliseconds = 0): Promise<readonly Written[]> {
    const shards = await listIfThere(join(this.#folder, 'entries'))
    const found = await Promise.all(shards.map((shard) => this.#writtenIn(join(this.#folder, 'entries', shard), since)))
    return found.flat()
  }

  // An entry is renamed into its folder, so a folder that was not touched since holds nothing new.
  async #writtenIn(shard: string, since: Milliseconds): Promise<Written[]> {
    if ((await stat(shard)).mtimeMs < since) return []
    const found: Written[] = []
    for (const work of await listIfThere(shard)) {
      found.push({ work: work as Hex, at: Math.floor((await stat(join(shard, work))).mtimeMs) })
    }
    return found
  }

  #blockPath(cid: CID): string {
    const name = cid.toString()
    return join(this.#folder, 'blocks', name.slice(-2, -1), name)
  }

  #entryPath(work: Hex): string {
    return join(this.#folder, 'entries', requireHash(work).slice(2, 4), work)
  }

  #hashFolder(hash: Hex): string {
    return join(this.#folder, 'hashes', requireHash(hash).slice(2, 4))
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const draft = join(this.#folder, temporary, `${process.pid}-${randomUUID()}`)
    try {
      await guarded(path, async () => {
        await writeDurably(draft, bytes)
        await makeFolder(dirname(path))
        await rename(draft, path)
        await syncFolder(dirname(path))
      })
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw error
    }
  }

  // What a killed process left half written is nobody's; what a living one writes is its own.
  async #clean(): Promise<void> {
    for (const name of await listIfThere(join(this.#folder, temporary)))
      if (!isAlive(Number.parseInt(name, 10)))
        await rm(join(this.#folder, temporary, name), { force: true }).catch(() => undefined)
  }
}

/** A work and when its entry was written. */
export type Written = { readonly work: Hex; readonly at: Milliseconds }

/** Milliseconds since 1970, as file systems count. */
type Milliseconds = number

const temporary = 'temporary'

function requireHash(hash: Hex): Hex {
  if (!/^0x[0-9a-f]{64}$/.test(hash)) throw new NameError({ hash })
  return hash
}

function parsePointer(path: string, pointer: Uint8Array): CID {
  try {
    return parse(new TextDecoder().decode(pointer).trimEnd())
  } catch (cause) {
    throw new CorruptError({ path, cause })
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

// An empty file is whole as soon as it is there.
async function mark(folder: string, name: string): Promise<void> {
  await guarded(join(folder, name), async () => {
    await makeFolder(folder)
    await (await open(join(folder, name), 'a')).close()
    await syncFolder(folder)
  })
}

async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first !== undefined) await syncFolder(dirname(first))
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new CorruptError({ path, cause: error })
  }
}

async function listIfThere(path: string): Promise<string[]> {
  return readdir(path).catch((error) => {
    if (error.code === 'ENOENT') return []
    throw new CorruptError({ path, cause: error })
  })
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function guarded<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (cause) {
    throw new WriteError({ path, cause: cause as NodeJS.ErrnoException })
  }
}

const reasons: { readonly [code: string]: readonly [reason: string, hint: string] } = {
  ENOSPC: ['the disk is full', 'Make room and run the same command again; nothing that was stored is lost.'],
  EDQUOT: ['your disk quota is used up', 'Make room and run the same command again; nothing that was stored is lost.'],
  EFBIG: ['the file is larger than this process may write', 'Raise the limit (`ulimit -f`) and run the command again.'],
  EROFS: ['the disk is read-only', 'Choose another folder, or mount the disk for writing.'],
  EACCES: ['you may not write there', 'Choose another folder, or change its permissions.'],
  EPERM: ['you may not write there', 'Choose another folder, or change its permissions.'],
  ENOTDIR: ['a file is where a folder should be', 'Choose another folder.'],
  EEXIST: ['a file is where a folder should be', 'Choose another folder.'],
}

/** The disk did not take a file. What was stored before is untouched. */
export class WriteError extends BaseError {
  override readonly name = 'FileStore.WriteError'
  constructor({ path, cause }: { path: string; cause: NodeJS.ErrnoException }) {
    const [reason, hint] = reasons[cause.code ?? ''] ?? [cause.message, undefined]
    super(`${path} could not be written: ${reason}.`, { cause, hint })
  }
}

/** A file of the store no longer holds what was written. */
export class CorruptError extends BaseError {
  override readonly name = 'FileStore.CorruptError'
  constructor({ path, cause }: { path: string; cause: unknown }) {
    super(`${path} is corrupt: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`, {
      cause,
      hint: 'Import the bundle of the work again: it repairs the store.',
    })
  }
}

/** Works and hashes are named by 32 bytes. */
export class NameError extends BaseError {
  override readonly name = 'FileStore.NameError'
  constructor({ hash }: { hash: string }) {
    super(`"${hash.slice(0, 100)}" is no hash; expected 0x and 64 lower-case hexadecimal digits.`)
  }
}
