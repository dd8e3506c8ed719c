import { type Stats, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { RefusedError } from '../api/problems.ts'

/** A file of the web studio, as it was built. */
export type WebFile = {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The same, packed; absent where packing gains nothing. */
  readonly packed: Uint8Array<ArrayBuffer> | undefined
  readonly type: string
}

/** The web studio as `npm start` builds it. */
export const folder: string = join(import.meta.dirname, '../../../studio/dist')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.model': 'application/octet-stream',
}

/** Kinds of files that are packed already. */
const dense = ['.png', '.webp', '.woff2', '.model']

const kept = new Map<string, { readonly changed: number; readonly file: WebFile }>()

/** Reads a file of the web studio by its path below the address; nothing when there is none. */
export async function find(path: string, root: string = folder): Promise<WebFile | undefined> {
  const place = normalize(join(root, path))
  if (!place.startsWith(root + sep)) return undefined
  const stats = statsOf(place)
  const type = types[extname(place)]
  if (stats === undefined || type === undefined) return undefined
  const known = kept.get(place)
  if (known?.changed === stats.mtimeMs) return known.file
  const bytes = new Uint8Array(await readFile(place))
  const packed = dense.includes(extname(place)) ? undefined : new Uint8Array(await promisify(gzip)(bytes))
  const file = { bytes, packed, type }
  kept.set(place, { changed: stats.mtimeMs, file })
  return file
}

/** The page that every address of the web studio begins with. */
export async function page(root: string = folder): Promise<WebFile> {
  const found = await find('index.html', root)
  if (found === undefined) throw notBuilt(root)
  return found
}

/** The same as text, for whoever fills in its head. */
export async function readPage(): Promise<string> {
  return new TextDecoder().decode((await page()).bytes)
}

function statsOf(place: string): Stats | undefined {
  const stats = statSync(place, { throwIfNoEntry: false })
  return stats?.isFile() ? stats : undefined
}

function notBuilt(root: string): RefusedError {
  return new RefusedError({
    status: 503,
    title: 'The web studio is not built',
    detail: `There is no index.html in ${root}.`,
    hint: 'Run `npm start`, or `npm run build`; the API works without it.',
    retry: false,
  })
}
