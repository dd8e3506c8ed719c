import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture of smooth noise that depends on the seed: RGB8, row by row. */
export function picture(width: number, height: number, seed = 1): Uint8Array {
  const data = new Uint8Array(width * height * 3)
  let state = seed >>> 0 || 1
  for (let index = 0; index < data.length; index++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    data[index] = ((index >> 4) + (state >>> 27)) & 255
  }
  return data
}

/** A PNG of RGB8 pixels, with the fixed settings of a canonical one: no filter, no other chunks. */
export function png(width: number, height: number, pixels: Uint8Array, level = 1): Uint8Array<ArrayBuffer> {
  const rows = new Uint8Array((width * 3 + 1) * height)
  for (let y = 0; y < height; y++)
    rows.set(pixels.subarray(y * width * 3, (y + 1) * width * 3), y * (width * 3 + 1) + 1)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const parts = [
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return new Uint8Array(Buffer.concat(parts))
}

/** A PNG chunk with its length and checksum. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}

/** One second of silence. */
export function wav(samples = 1000): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(44 + samples)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(8000, 24)
  bytes.writeUInt32LE(8000, 28)
  bytes.writeUInt16LE(1, 32)
  bytes.writeUInt16LE(8, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples, 40)
  return new Uint8Array(bytes)
}

/** A drawing. */
export function svg(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>\n',
  )
}

/** A picture of one pixel, made by libwebp. */
export function webp(): Uint8Array<ArrayBuffer> {
  return fromBase64('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=')
}

/** A picture of 16 x 16, made by mozjpeg. */
export function jpeg(): Uint8Array<ArrayBuffer> {
  return fromBase64(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wEEEAAQABAAEAAQABEAEAASABQAFAASABkAGwAYABsAGQAlACIAHwAfACIAJQA4ACgAKwAoACsAKAA4AFUANQA+ADUANQA+ADUAVQBLAFsASgBFAEoAWwBLAIcAagBeAF4AagCHAJwAgwB8AIMAnAC9AKkAqQC9AO4A4gDuATcBNwGiEQAQABAAEAAQABEAEAASABQAFAASABkAGwAYABsAGQAlACIAHwAfACIAJQA4ACgAKwAoACsAKAA4AFUANQA+ADUANQA+ADUAVQBLAFsASgBFAEoAWwBLAIcAagBeAF4AagCHAJwAgwB8AIMAnAC9AKkAqQC9AO4A4gDuATcBNwGi/8IAEQgAEAAQAwEiAAIRAQMRAf/EACYAAQAAAAAAAAAAAAAAAAAAAAIBAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhADEAAAACwz/8QAIBAAAQIFBQAAAAAAAAAAAAAAAgQSABEUIzEBAyIzcf/aAAgBAQABPwAApx6UyW3O4Tz9GG1JSYoV8xzb2sZHSACnHpTJbc7hPP0YbUlJihXzHNvaxkdI/8QAFhEBAQEAAAAAAAAAAAAAAAAAAQAx/9oACAECAQE/ADW//8QAFREBAQAAAAAAAAAAAAAAAAAAAAH/2gAIAQMBAT8Ar//Z',
  )
}

/** The bytes that a base64 text stands for. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** A copy with one byte changed. */
export function flip(bytes: Uint8Array, offset: number, mask = 1): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes)
  copy[offset]! ^= mask
  return copy
}

/** The PNG with every checksum made right again, as a forger would leave it. */
export function withChecksums(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(png)
  for (let offset = 8; offset + 12 <= copy.length; ) {
    const end = offset + 12 + copy.readUInt32BE(offset)
    if (end > copy.length) break
    copy.writeUInt32BE(crc32(copy.subarray(offset + 4, end - 4)), end - 4)
    offset = end
  }
  return new Uint8Array(copy)
}

/** The pixels of one of our PNGs. */
export function pixelsOfPng(bytes: Uint8Array): Uint8Array {
  const data = Buffer.from(bytes)
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)]
  const start = data.indexOf('IDAT') + 4
  const rows = inflateSync(data.subarray(start, start + data.readUInt32BE(start - 8)))
  const pixels = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    pixels.set(rows.subarray(y * (width * 3 + 1) + 1, (y + 1) * (width * 3 + 1)), y * width * 3)
  return pixels
}

/** All pieces of a stream in one. */
export async function joined(source: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}
