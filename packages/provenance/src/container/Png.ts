import { starts } from '../MediaType.ts'
import { crc32 } from './crc32.ts'
import { BrokenError, fromPieces, type Parts } from './Parts.ts'

const signatureLength = 8

/** Takes the `caBX` chunk out of a PNG. A wrong checksum is damage, since readers differ in whether they look at it. */
export function split(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const unsigned = [bytes.subarray(0, signatureLength)]
  const stores: Uint8Array[] = []
  let offset = signatureLength
  let ended = false
  let damage: string | undefined
  while (offset < bytes.length && !ended) {
    const end = chunkEnd(view, offset)
    const body = bytes.subarray(offset + 4, end - 4)
    if (crc32(body) !== view.getUint32(end - 4)) damage ??= `the checksum at byte ${end - 4} is wrong`
    if (starts(body, 0, 'caBX')) stores.push(body.subarray(4))
    else unsigned.push(bytes.subarray(offset, end))
    ended = starts(body, 0, 'IEND')
    offset = end
  }
  if (!ended) throw new BrokenError('PNG', 'it has no end')
  // Bytes after the end are kept: they are part of the file, and no record names a file that has them by accident.
  unsigned.push(bytes.subarray(offset))
  return fromPieces(unsigned, stores, { damage })
}

function chunkEnd(view: DataView, offset: number): number {
  const end = offset + 12 <= view.byteLength ? offset + 12 + view.getUint32(offset) : Number.POSITIVE_INFINITY
  if (end > view.byteLength) throw new BrokenError('PNG', `its ${view.byteLength} bytes end inside a chunk`)
  return end
}
