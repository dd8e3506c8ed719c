import { type Hex, sha256 } from '../core/Hex.ts'

/** A picture as the engine knows it: 8-bit sRGB, three bytes a pixel, rows from the top, no padding. */
export type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array }

/**
 * Identity of a picture: SHA-256 over `RGB8 <width>x<height>\n` and its raw pixels.
 *
 * The file format, compression and metadata around the pixels do not enter it.
 */
export function hash(picture: Picture): Hex {
  const size = new TextEncoder().encode(`RGB8 ${picture.width}x${picture.height}\n`)
  return sha256(size, picture.data)
}
