import { BaseError } from '@tributary/protocol'
import { starts } from './bytes.ts'
import { namesFurtherPictures, type Part, partsOf } from './partsOf.ts'

/** Beginnings of other formats, and of what a browser or a server would run. */
const foreign: readonly (readonly [what: string, text: string])[] = [
  ['a PDF', '%pdf-'],
  ['a ZIP archive', 'pk\x03\x04'],
  ['a script', '<script'],
  ['an HTML page', '<html'],
  ['an HTML page', '<!doctype'],
  ['an SVG', '<svg'],
  ['a frame', '<iframe'],
  ['a PHP program', '<?php'],
]

/** How far a reader of another format looks for its beginning. */
const searchedBytes = 65_536

/**
 * Refuses a picture that is also something else: bytes behind its end, or in its metadata the beginning of a
 * format that another program would find there.
 */
export function assertOneFormat(bytes: Uint8Array, mediaType: 'image/png' | 'image/jpeg' | 'image/webp'): void {
  const parts = partsOf(bytes, mediaType)
  for (const part of parts.metadata) assertPlain(part)
  const rest = bytes.subarray(parts.end)
  if (isPadding(rest)) return
  const isCamera = mediaType === 'image/jpeg' && namesFurtherPictures(parts) && starts(rest, 0, '\xff\xd8\xff')
  if (!isCamera) throw new TrailingBytesError({ mediaType, end: parts.end, size: bytes.length })
  assertOneFormat(rest, mediaType)
}

/** Some cameras fill their files up. */
function isPadding(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0 || byte === 0xff)
}

function assertPlain({ name, bytes }: Part): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, searchedBytes))
    .toString('latin1')
    .toLowerCase()
  const found = foreign.find(([, mark]) => text.includes(mark))
  if (found !== undefined) throw new SecondFormatError({ what: found[0], part: name })
}

/** The picture ends and the file does not. */
export class TrailingBytesError extends BaseError {
  override readonly name = 'Upload.TrailingBytesError'
  constructor({ mediaType, end, size }: { mediaType: string; end: number; size: number }) {
    super(`The ${mediaType} ends at byte ${end}, but the file has ${size} bytes: something else is hidden behind it.`, {
      hint: 'Export the picture again, without anything attached to it.',
    })
  }
}

/** The metadata of a picture hold another file. */
export class SecondFormatError extends BaseError {
  override readonly name = 'Upload.SecondFormatError'
  constructor({ what, part }: { what: string; part: string }) {
    super(`The picture's part ${part} holds the beginning of ${what}: the file is two things at once.`, {
      hint: 'Export the picture again, without metadata.',
    })
  }
}
