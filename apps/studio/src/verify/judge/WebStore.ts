import { Car, type Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import { BaseError } from '../../BaseError.ts'

/** What the studio's public store was asked for. */
export type Log = { readonly hashes: string[]; blocks: number; bytes: number }

/** The studio's store, read over the network. Whatever arrives is checked against its hash, as from a disk. */
export type WebStore = Pick<Store.Store, 'get' | 'entry' | 'find'> & { readonly log: Log }

/** Reads the store of the studio at an origin. */
export function webStore(origin: string): WebStore {
  const log: Log = { hashes: [], blocks: 0, bytes: 0 }
  const at = (path: string) => ask(`${origin}/v1/evidence/${path}`)
  return {
    log,
    get: async (cid) => {
      const response = await at(`blocks/${cid}`)
      if (response === undefined) return undefined
      const bytes = new Uint8Array(await response.arrayBuffer())
      await Car.check({ cid, bytes })
      log.blocks += 1
      log.bytes += bytes.length
      return bytes
    },
    entry: async (work) => (await (await at(`entries/${work}`))?.json()) as Store.Entry | undefined,
    find: async (sha256) => {
      if (!log.hashes.includes(sha256)) log.hashes.push(sha256)
      const known = (await (await at(`known/${sha256}`))?.json()) as { works: Hex[] } | undefined
      return known?.works ?? []
    },
  }
}

async function ask(url: string): Promise<Response | undefined> {
  const response = await fetch(url)
  if (response.ok) return response
  if (response.status === 404) return undefined
  throw new NoAnswerError({ url, status: response.status })
}

/** The studio did not answer a question about its store. */
export class NoAnswerError extends BaseError {
  override readonly name = 'WebStore.NoAnswerError'
  constructor({ url, status }: { url: string; status: number }) {
    super(`The studio answered ${status} to ${new URL(url).pathname}.`, { hint: 'Try again in a moment.', retry: true })
  }
}
