import { zlibSync } from 'fflate'
import type { Picture } from './Picture.ts'

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10)

/**
 * The canonical PNG of a picture: the same pixels give the same file everywhere.
 *
 * RGB8, not interlaced, one IDAT, no other chunk than IHDR and IEND; every row filtered by "Up"; zlib as the pinned fflate
 * writes it at level 6.
 */
export function encodePng(picture: Picture): Uint8Array {
  const { width, height, data } = picture
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 2], 8)
  const body = zlibSync(filtered(data, width * 3, height), { level: 6 })
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

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, body.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i)
  bytes.set(body, 8)
  view.setUint32(body.length + 8, crc32(bytes.subarray(4, body.length + 8)))
  return bytes
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = (c & 1) === 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 255]! ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}
