import { starts } from '../MediaType.ts'
import { BrokenError, fromPieces, type Parts } from './Parts.ts'

/** Takes the `C2PA` chunk out of a RIFF file (WebP, WAV) and gives the file its former length back. */
export function split(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = 8 + view.getUint32(4, true)
  if (end > bytes.length) throw new BrokenError('RIFF', `it has ${bytes.length} bytes of ${end}`)
  // A copy: the slice of a Node Buffer would still be the file itself.
  const header = new Uint8Array(bytes.subarray(0, 12))
  const unsigned: Uint8Array[] = [header]
  const stores: Uint8Array[] = []
  let padding = 0
  for (let offset = 12; offset < end; ) {
    const next = chunkEnd(view, offset, end)
    const stop = offset + 8 + view.getUint32(offset + 4, true)
    if (starts(bytes, offset, 'C2PA')) {
      stores.push(bytes.subarray(offset + 8, stop))
      padding |= bytes.subarray(stop, next)[0] ?? 0
    } else unsigned.push(bytes.subarray(offset, next))
    offset = next
  }
  const length = unsigned.reduce((sum, piece) => sum + piece.length, 0)
  if (stores.length > 0) new DataView(header.buffer).setUint32(4, length - 8, true)
  unsigned.push(bytes.subarray(end))
  return fromPieces(unsigned, stores, {
    oddity: padding === 0 ? undefined : 'the byte after the manifest store is not 0',
  })
}

// Chunks start at even places; the last one of a file may lack its padding byte.
function chunkEnd(view: DataView, offset: number, end: number): number {
  const length = offset + 8 <= end ? view.getUint32(offset + 4, true) : Number.POSITIVE_INFINITY
  if (offset + 8 + length > end) throw new BrokenError('RIFF', `a chunk at byte ${offset} is longer than the file`)
  return Math.min(offset + 8 + length + (length & 1), end)
}
