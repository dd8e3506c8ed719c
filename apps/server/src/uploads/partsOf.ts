import { BaseError } from '@tributary/protocol'
import { starts } from './bytes.ts'

/** A piece of a picture file that carries no pixels. */
export type Part = { readonly name: string; readonly bytes: Uint8Array }

/** Where a picture file ends by its own account, and what is in it beside pixels and content credentials. */
export type Parts = { readonly end: number; readonly metadata: readonly Part[] }

const readers = { 'image/png': pngParts, 'image/jpeg': jpegParts, 'image/webp': webpParts }

/** Takes a picture file apart; the engine has checked before that it is whole. */
export function partsOf(bytes: Uint8Array, mediaType: keyof typeof readers): Parts {
  return readers[mediaType](bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length))
}

/** Chunks with pixels, and `caBX`, which is the content credential. */
const pngPixels = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'caBX'])

function pngParts(bytes: Uint8Array, view: DataView): Parts {
  const metadata: Part[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    const end = at + 12 + view.getUint32(at)
    if (!pngPixels.has(name)) metadata.push({ name, bytes: bytes.subarray(at + 8, end - 4) })
    if (name === 'IEND') return { end, metadata }
    at = end
  }
  throw new NoEndError({ format: 'PNG' })
}

function webpParts(bytes: Uint8Array, view: DataView): Parts {
  const length = view.getUint32(4, true)
  const metadata: Part[] = []
  for (let at = 12; at + 8 <= 8 + length; ) {
    const name = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1')
    const size = view.getUint32(at + 4, true)
    if (!/^(VP8[ LX]|ALPH|C2PA)$/.test(name)) metadata.push({ name, bytes: bytes.subarray(at + 8, at + 8 + size) })
    at += 8 + size + (size % 2)
  }
  return { end: 8 + length + (length % 2), metadata }
}

/** Application segments and comments; content credentials stand in APP11 and pixels in everything else. */
function isMetadata(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef && marker !== 0xeb) || marker === 0xfe
}

function jpegParts(bytes: Uint8Array, view: DataView): Parts {
  const metadata: Part[] = []
  for (let at = 2; at + 1 < bytes.length; ) {
    const marker = view.getUint16(at) & 0xff
    if (marker === 0xd9) return { end: at + 2, metadata }
    if (marker === 0xff) at += 1
    else if (isStandalone(marker)) at += 2
    else {
      const end = at + 2 + view.getUint16(at + 2)
      if (isMetadata(marker)) metadata.push({ name: `APP${marker - 0xe0}`, bytes: bytes.subarray(at + 4, end) })
      at = marker === 0xda ? skipScan(bytes, end) : end
    }
  }
  throw new NoEndError({ format: 'JPEG' })
}

/** Markers without a length: restarts, and the start of the picture. */
function isStandalone(marker: number): boolean {
  return (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01
}

/** The next marker behind a scan: 0xff that is neither stuffed nor a restart. */
function skipScan(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] as number
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

/** Whether a JPEG says that further pictures follow it: a depth map, a larger preview. */
export function namesFurtherPictures({ metadata }: Parts): boolean {
  return metadata.some(({ name, bytes }) => name === 'APP2' && starts(bytes, 0, 'MPF\0'))
}

/** The file goes on to its last byte and never ends. */
export class NoEndError extends BaseError {
  override readonly name = 'Upload.NoEndError'
  constructor({ format }: { format: string }) {
    super(`The ${format} has no end.`, { hint: 'The file was cut on its way; copy it again.' })
  }
}
