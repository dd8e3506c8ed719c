import { starts } from '../MediaType.ts'
import { crc32 } from './crc32.ts'
import { BrokenError, fromPieces, type Parts } from './Parts.ts'

const signatureLength = 8

/** Takes the `caBX` chunk out of a PNG. Every chunk's checksum must hold. */
export function split(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const unsigned = [bytes.subarray(0, signatureLength)]
  const manifest: Uint8Array[] = []
  let offset = signatureLength
  let ended = false
  while (offset < bytes.length && !ended) {
    const end = chunkEnd(view, offset)
    const body = bytes.subarray(offset + 4, end - 4)
    if (crc32(body) !== view.getUint32(end - 4))
      throw new BrokenError('PNG', `the checksum at byte ${end - 4} is wrong`)
    if (starts(body, 0, 'caBX')) manifest.push(body.subarray(4))
    else unsigned.push(bytes.subarray(offset, end))
    ended = starts(body, 0, 'IEND')
    offset = end
  }
  if (!ended) throw new BrokenError('PNG', 'it has no end')
  if (manifest.length > 1) throw new BrokenError('PNG', `it has ${manifest.length} C2PA manifest stores`)
  // Bytes after the end are kept: they are part of the file, and no record names a file that has them by accident.
  unsigned.push(bytes.subarray(offset))
  return fromPieces(unsigned, manifest)
}

function chunkEnd(view: DataView, offset: number): number {
  const end = offset + 12 <= view.byteLength ? offset + 12 + view.getUint32(offset) : Number.POSITIVE_INFINITY
  if (end > view.byteLength) throw new BrokenError('PNG', `its ${view.byteLength} bytes end inside a chunk`)
  return end
}
