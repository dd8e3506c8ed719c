import { orientationOf } from './exif.ts'
import type { FileHeader } from './inspect.ts'
import { Reader, TruncatedError } from './Reader.ts'

/** Reads a WebP's RIFF chunks. */
export function inspectWebp(bytes: Uint8Array): FileHeader {
  const reader = new Reader(bytes)
  const end = 8 + reader.u32(4, true)
  if (end > bytes.length) throw new TruncatedError({ bytes: bytes.length, at: end })
  let size: { readonly width: number; readonly height: number } | undefined
  let [animated, profile, orientation] = [false, false, 1]
  for (let at = 12; at + 8 <= end; ) {
    const type = reader.text(at, 4)
    const length = reader.u32(at + 4, true)
    const body = new Reader(reader.slice(at + 8, length))
    if (type === 'VP8X') size = { width: body.u24(4) + 1, height: body.u24(7) + 1 }
    if (type === 'VP8 ') size ??= { width: body.u16(6, true) & 0x3fff, height: body.u16(8, true) & 0x3fff }
    if (type === 'VP8L') size ??= losslessSize(body)
    if (type === 'ANIM' || type === 'ANMF') animated = true
    if (type === 'ICCP') profile = true
    if (type === 'EXIF') orientation = orientationOf(withoutName(body.bytes))
    at += 8 + length + (length % 2)
  }
  if (size === undefined) throw new TruncatedError({ bytes: bytes.length, at: bytes.length + 1 })
  return { format: 'webp', ...size, bitDepth: 8, colors: 'rgb', animated, orientation, profile }
}

function losslessSize(body: Reader): { readonly width: number; readonly height: number } {
  const bits = body.u32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Some writers put the JPEG segment's name before the EXIF block. */
function withoutName(body: Uint8Array): Uint8Array {
  return body[0] === 0x45 ? body.subarray(6) : body
}
