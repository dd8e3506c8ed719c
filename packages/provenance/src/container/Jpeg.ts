import { starts } from '../MediaType.ts'
import { BrokenError, fromPieces, type Parts } from './Parts.ts'

const app11 = 0xeb
const startOfScan = 0xda
const endOfImage = 0xd9
/** The UUID by which a JUMBF box says that it is a C2PA manifest store. */
const c2paBox = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71'

/** Takes the C2PA manifest store, which may be cut into many APP11 segments, out of a JPEG. */
export function split(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const unsigned = [bytes.subarray(0, 2)]
  const manifest: Uint8Array[] = []
  let instance: number | undefined
  let offset = 2
  while (marker(view, offset) !== startOfScan && marker(view, offset) !== endOfImage) {
    const end = segmentEnd(view, offset)
    const found = jumbf(bytes, view, offset, end)
    if (found !== undefined && starts(bytes, offset + 20, `jumd${c2paBox}`)) instance ??= found.instance
    // Each further segment repeats the 8 bytes of the box header, of which the store has only one.
    if (found !== undefined && found.instance === instance)
      manifest.push(bytes.subarray(offset + (found.sequence === 1 ? 12 : 20), end))
    else unsigned.push(bytes.subarray(offset, end))
    offset = end
  }
  if (!starts(bytes, bytes.length - 2, '\xff\xd9') && !bytes.subarray(offset).includes(endOfImage))
    throw new BrokenError('JPEG', 'it has no end')
  unsigned.push(bytes.subarray(offset))
  return fromPieces(unsigned, manifest)
}

function jumbf(
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  end: number,
): { instance: number; sequence: number } | undefined {
  if (marker(view, offset) !== app11 || !starts(bytes, offset + 4, 'JP') || end - offset < 20) return undefined
  return { instance: view.getUint16(offset + 6), sequence: view.getUint32(offset + 8) }
}

function marker(view: DataView, offset: number): number {
  if (offset + 4 > view.byteLength || view.getUint8(offset) !== 0xff)
    throw new BrokenError('JPEG', `no marker at byte ${offset}`)
  return view.getUint8(offset + 1)
}

function segmentEnd(view: DataView, offset: number): number {
  const end = offset + 2 + view.getUint16(offset + 2)
  if (end > view.byteLength) throw new BrokenError('JPEG', `its ${view.byteLength} bytes end inside a segment`)
  return end
}
