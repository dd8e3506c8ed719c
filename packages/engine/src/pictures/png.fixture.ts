import { zlibSync } from 'fflate'
import { chunk, concatenate, signature } from './chunks.ts'

/** A PNG with any header over any filtered rows, sound or not. */
export function pngFile(
  header: { readonly width: number; readonly height: number; readonly depth: number; readonly type: number },
  rows: Uint8Array,
  extra: readonly Uint8Array[] = [],
): Uint8Array {
  const ihdr = new Uint8Array(13)
  const view = new DataView(ihdr.buffer)
  view.setUint32(0, header.width)
  view.setUint32(4, header.height)
  ihdr.set([header.depth, header.type], 8)
  const idat = chunk('IDAT', zlibSync(rows))
  return concatenate([signature, chunk('IHDR', ihdr), ...extra, idat, chunk('IEND', new Uint8Array())])
}
