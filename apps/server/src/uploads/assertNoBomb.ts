import { Readable } from 'node:stream'
import { createInflate } from 'node:zlib'
import { BaseError } from '@tributary/protocol'

/** The most bytes that words or a color profile may unpack to. */
const mostMetadata = 4_000_000

/** Samples of a pixel by color type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/**
 * Refuses a PNG that unpacks to more than its header says. Our decoder would stop in time; whoever gets the file
 * from us may use one that does not.
 */
export async function assertNoBomb(png: Uint8Array): Promise<void> {
  const view = new DataView(png.buffer, png.byteOffset, png.length)
  const pixels: Uint8Array[] = []
  for (let at = 8; at + 12 <= png.length; ) {
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1')
    const body = png.subarray(at + 8, at + 8 + view.getUint32(at))
    if (type === 'IDAT') pixels.push(body)
    if (type === 'zTXt' || type === 'iTXt' || type === 'iCCP') await assertSize(packedIn(body), mostMetadata, type)
    at += body.length + 12
  }
  await assertSize(pixels, mostPixels(view), 'IDAT')
}

/** Bytes of all rows with their filters; twice that, as interlaced pictures have more rows. */
function mostPixels(view: DataView): number {
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const bits = view.getUint8(24) * (samples[view.getUint8(25)] ?? 4)
  return 2 * (Math.ceil((width * bits) / 8) + 1) * height + 64
}

/** What is packed starts with a zlib header, somewhere behind its keywords; nothing where nothing is packed. */
function packedIn(body: Uint8Array): Uint8Array[] {
  const end = body.indexOf(0)
  for (let at = end + 1; at < Math.min(body.length - 1, end + 200); at++) {
    if (body[at] === 0x78 && (body[at]! * 256 + body[at + 1]!) % 31 === 0) return [body.subarray(at)]
  }
  return []
}

/** Unpacks as it comes, and keeps nothing. */
async function assertSize(parts: readonly Uint8Array[], most: number, part: string): Promise<void> {
  const inflate = Readable.from(parts).pipe(createInflate())
  let size = 0
  try {
    for await (const chunk of inflate) {
      size += (chunk as Uint8Array).length
      if (size > most) throw new BombError({ part, most })
    }
  } catch (error) {
    // What cannot be unpacked, the decoder refuses or does without.
    if (error instanceof BombError) throw error
  } finally {
    inflate.destroy()
  }
}

/** A few bytes of the file stand for more than they should. */
export class BombError extends BaseError {
  override readonly name = 'Upload.BombError'
  constructor({ part, most }: { part: string; most: number }) {
    super(`The picture's part ${part} unpacks to more than ${most} bytes, which is all that it can need.`, {
      hint: 'Export the picture again.',
    })
  }
}
