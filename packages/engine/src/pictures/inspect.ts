import { BaseError } from '../BaseError.ts'
import { inspectJpeg } from './jpeg.ts'
import { inspectPng } from './png.ts'
import { inspectWebp } from './webp.ts'

/** What a picture file says about itself, read without decoding it. */
export type FileHeader = {
  readonly format: 'png' | 'jpeg' | 'webp'
  /** Size as stored, before the orientation is applied. */
  readonly width: number
  readonly height: number
  readonly bitDepth: number
  readonly colors: 'gray' | 'rgb' | 'palette' | 'cmyk'
  readonly animated: boolean
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number
  /** Whether an ICC profile is embedded. */
  readonly profile: boolean
}

/** Most bytes of a picture file: 100 MB. */
export const fileLimit = 100_000_000

/** Most pixels of a picture, made or read: 64 megapixels. */
export const pixelLimit: number = 64 * 1024 * 1024

/** Reads the header of a PNG, JPEG or WebP file; every length in it is checked before it is believed. */
export function inspect(bytes: Uint8Array): FileHeader {
  if (bytes.length > fileLimit) throw new FileTooLargeError({ bytes: bytes.length })
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return inspectPng(bytes)
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return inspectJpeg(bytes)
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes.subarray(8), [0x57, 0x45, 0x42, 0x50])) {
    return inspectWebp(bytes)
  }
  throw new UnknownFormatError({ bytes })
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte)
}

/** The file is larger than any picture may be. */
export class FileTooLargeError extends BaseError {
  override readonly name = 'Picture.FileTooLargeError'
  constructor({ bytes }: { bytes: number }) {
    super(`The picture file has ${bytes} bytes; the most is ${fileLimit}.`, { hint: 'Compress it, or scale it down.' })
  }
}

/** The file is not a PNG, JPEG or WebP. */
export class UnknownFormatError extends BaseError {
  override readonly name = 'Picture.UnknownFormatError'
  constructor({ bytes }: { bytes: Uint8Array }) {
    const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
    super(
      bytes.length === 0 ? 'The picture file is empty.' : `The file is no PNG, JPEG or WebP: it starts with ${start}.`,
      {
        hint: 'Convert it to one of these.',
      },
    )
  }
}
