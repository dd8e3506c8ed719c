import { orientationOf } from './exif.ts'
import type { FileHeader } from './inspect.ts'
import { Reader, TruncatedError } from './Reader.ts'

const colorTypes: { readonly [type: number]: FileHeader['colors'] } = {
  0: 'gray',
  2: 'rgb',
  3: 'palette',
  4: 'gray',
  6: 'rgb',
}

/** Reads a PNG's chunks from IHDR to IEND. */
export function inspectPng(bytes: Uint8Array): FileHeader {
  const reader = new Reader(bytes)
  if (reader.text(12, 4) !== 'IHDR') throw new TruncatedError({ bytes: bytes.length, at: 33 })
  const header = {
    format: 'png',
    width: reader.u32(16),
    height: reader.u32(20),
    bitDepth: reader.u8(24),
    colors: colorTypes[reader.u8(25)] ?? 'rgb',
  } as const
  let [animated, profile, orientation] = [false, false, 1]
  for (let at = 8; ; ) {
    const length = reader.u32(at)
    const type = reader.text(at + 4, 4)
    const body = reader.slice(at + 8, length + 4).subarray(0, length)
    if (type === 'acTL') animated = true
    if (type === 'iCCP') profile = true
    if (type === 'eXIf') orientation = orientationOf(body)
    if (type === 'IEND') return { ...header, animated, profile, orientation }
    at += length + 12
  }
}
