import { deflateSync } from 'node:zlib'

/** The smallest JPEG that every decoder takes: 8 x 8 gray pixels. */
export const jpeg: Uint8Array = new Uint8Array(
  Buffer.from(
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wEEEAAbABsAGwAbABwAGwAeACEAIQAeACoALQAoAC0AKgA9ADgAMwAzADgAPQBdAEIARwBCAEcAQgBdAI0AWABnAFgAWABnAFgAjQB9AJcAewBzAHsAlwB9AOAAsACcAJwAsADgAQMA2QDOANkBAwE6ARkBGQE6AYsBdwGLAgQCBAK2EQAbABsAGwAbABwAGwAeACEAIQAeACoALQAoAC0AKgA9ADgAMwAzADgAPQBdAEIARwBCAEcAQgBdAI0AWABnAFgAWABnAFgAjQB9AJcAewBzAHsAlwB9AOAAsACcAJwAsADgAQMA2QDOANkBAwE6ARkBGQE6AYsBdwGLAgQCBAK2/8EAEQgACAAIAwEiAAIRAQMRAf/EAEsAAQEAAAAAAAAAAAAAAAAAAAAFEAEAAAAAAAAAAAAAAAAAAAAAAQEAAAAAAAAAAAAAAAAAAAAAEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCqAD//2Q==',
    'base64',
  ),
)

/** Text as bytes, one a character. */
export function latin(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}

/** Bytes one after the other. */
export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

/** A PNG chunk with a right checksum. */
export function pngChunk(type: string, body: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(body.length + 12)
  chunk.writeUInt32BE(body.length)
  chunk.set(latin(type), 4)
  chunk.set(body, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, body.length + 8)), body.length + 8)
  return new Uint8Array(chunk)
}

/** A PNG of any claims: its header and its compressed pixels need not agree. */
export function png(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const body = new Uint8Array(deflateSync(pixels, { level: 9 }))
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', body), pngChunk('IEND', new Uint8Array())]
  return join(latin('\x89PNG\r\n\x1a\n'), ...chunks)
}

/** Puts a chunk behind the header of a PNG. */
export function withChunk(file: Uint8Array, type: string, body: Uint8Array): Uint8Array {
  return join(file.subarray(0, 33), pngChunk(type, body), file.subarray(33))
}

/** Puts a segment behind the start of a JPEG. */
export function withSegment(file: Uint8Array, marker: number, body: Uint8Array): Uint8Array {
  const head = Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff)
  return join(file.subarray(0, 2), head, body, file.subarray(2))
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
