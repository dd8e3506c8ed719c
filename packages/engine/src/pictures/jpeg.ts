import { orientationOf } from './exif.ts'
import type { FileHeader } from './inspect.ts'
import { Reader, TruncatedError } from './Reader.ts'

/** Markers of frames: SOF0 to SOF15 without DHT (c4), JPG (c8) and DAC (cc). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Reads a JPEG's segments up to its first scan, and checks that its last marker is there. */
export function inspectJpeg(bytes: Uint8Array): FileHeader {
  const reader = new Reader(bytes)
  let frame: Pick<FileHeader, 'width' | 'height' | 'bitDepth' | 'colors'> | undefined
  let [profile, orientation] = [false, 1]
  let at = 2
  for (;;) {
    const marker = reader.u16(at)
    if (marker < 0xff01) throw new TruncatedError({ bytes: bytes.length, at: at + 2 })
    if (marker === 0xffff) {
      at++
      continue
    }
    const length = reader.u16(at + 2)
    const body = reader.slice(at + 4, Math.max(0, length - 2))
    if (isFrame(marker & 0xff)) frame = readFrame(new Reader(body))
    if (marker === 0xffe1 && hasName(body, 'Exif\0\0')) orientation = orientationOf(body.subarray(6))
    if (marker === 0xffe2 && hasName(body, 'ICC_PROFILE\0')) profile = true
    at += 2 + length
    if (marker === 0xffda) break
  }
  if (frame === undefined || !endsWell(bytes, at))
    throw new TruncatedError({ bytes: bytes.length, at: bytes.length + 2 })
  return { format: 'jpeg', ...frame, animated: false, orientation, profile }
}

function readFrame(reader: Reader): Pick<FileHeader, 'width' | 'height' | 'bitDepth' | 'colors'> {
  const components = reader.u8(5)
  return {
    bitDepth: reader.u8(0),
    height: reader.u16(1),
    width: reader.u16(3),
    colors: components === 1 ? 'gray' : components === 3 ? 'rgb' : 'cmyk',
  }
}

function hasName(body: Uint8Array, name: string): boolean {
  return body.length >= name.length && Array.from(name).every((letter, i) => body[i] === letter.charCodeAt(0))
}

/** Whether the end marker stands behind the first scan, near the end: some cameras write padding behind it. */
function endsWell(bytes: Uint8Array, scan: number): boolean {
  for (let i = bytes.length - 2; i >= Math.max(scan, bytes.length - 65536); i--) {
    if (bytes[i] === 0xff && bytes[i + 1] === 0xd9) return true
  }
  return false
}
