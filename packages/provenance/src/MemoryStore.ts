import type { CID } from 'multiformats/cid'
import type { Hex } from 'viem'
import type { Block } from './Cid.ts'
import { type Entry, hashesOf, type Store } from './Store.ts'

/** A store that forgets everything at the end: for browsers, bundles and tests. */
export class MemoryStore implements Store {
  readonly #blocks = new Map<string, Uint8Array>()
  readonly #entries = new Map<Hex, Entry>()
  readonly #hashes = new Map<Hex, Set<Hex>>()

  async put(block: Block): Promise<void> {
    this.#blocks.set(block.cid.toString(), block.bytes)
  }

  async get(cid: CID): Promise<Uint8Array | undefined> {
    return this.#blocks.get(cid.toString())
  }

  async has(cid: CID): Promise<boolean> {
    return this.#blocks.has(cid.toString())
  }

  async putEntry(entry: Entry): Promise<void> {
    this.#entries.set(entry.work, entry)
    for (const hash of hashesOf(entry)) this.#hashes.set(hash, (this.#hashes.get(hash) ?? new Set()).add(entry.work))
  }

  async entry(work: Hex): Promise<Entry | undefined> {
    return this.#entries.get(work)
  }

  async find(sha256: Hex): Promise<readonly Hex[]> {
    return [...(this.#hashes.get(sha256) ?? [])]
  }

  async works(): Promise<readonly Hex[]> {
    return [...this.#entries.keys()]
  }
}
