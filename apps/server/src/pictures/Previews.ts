import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Store } from '@tributary/provenance'
import type { Hex } from 'viem'
import type { Services } from '../api/Services.ts'
import { ThreadPool } from '../jobs/threads/ThreadPool.ts'
import type { PreviewOrder } from './previewThread.ts'

/** Small pictures of the works' files, by the hash of the file: drawn once, kept on disk. */
export type Previews = {
  /** A WebP, or undefined where the picture cannot be drawn. */
  of(file: { readonly sha256: Hex; readonly cid: string }): Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** Opens the previews of a studio. */
export function openPreviews({ home, store, log }: Pick<Services, 'home' | 'store' | 'log'>): Previews {
  const threads = new ThreadPool<PreviewOrder, Uint8Array<ArrayBuffer>>({
    module: new URL('./previewThread.ts', import.meta.url),
    size: 1,
    seconds: 20,
    megabytes: 512,
  })
  const drawing = new Map<Hex, Promise<Uint8Array<ArrayBuffer> | undefined>>()
  const draw = async (sha256: Hex, cid: string): Promise<Uint8Array<ArrayBuffer> | undefined> => {
    const path = join(home.path, 'previews', sha256.slice(2, 4), `${sha256}.webp`)
    const kept = await readFile(path).catch(() => undefined)
    if (kept !== undefined) return kept
    const bytes = await Store.file(store, { cid, sha256 })
    return threads.run({ bytes, path }).catch((error: unknown) => {
      log.warn({ err: error, sha256 }, 'a picture has no preview')
      return undefined
    })
  }
  return {
    of: ({ sha256, cid }) => {
      const begun = drawing.get(sha256) ?? draw(sha256, cid).finally(() => drawing.delete(sha256))
      drawing.set(sha256, begun)
      return begun
    },
  }
}
