import { zlibSync } from 'fflate'
import { chunk, concatenate, signature } from './chunks.ts'
import type { Picture } from './Picture.ts'

/**
 * The canonical PNG of a picture: the same pixels give the same file everywhere.
 *
 * RGB8, not interlaced, one IDAT, no other chunk than IHDR and IEND; every row filtered by "Up"; zlib as the pinned fflate
 * writes it at level 4, which takes half the time of level 6 for 7 % more bytes.
 */
export function encodePng(picture: Picture): Uint8Array {
  const { width, height, data } = picture
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 2], 8)
  const body = zlibSync(filtered(data, width * 3, height), { level: 4 })
  return concatenate([signature, chunk('IHDR', header), chunk('IDAT', body), chunk('IEND', new Uint8Array())])
}

function filtered(data: Uint8Array, stride: number, height: number): Uint8Array {
  const rows = new Uint8Array((stride + 1) * height)
  for (let y = 0, i = 0, o = 0; y < height; y++) {
    rows[o++] = 2
    for (let x = 0; x < stride; x++, i++) rows[o++] = data[i]! - (y === 0 ? 0 : data[i - stride]!)
  }
  return rows
}
