import { starts } from '../MediaType.ts'
import { BrokenError, fromPieces, join, type Parts } from './Parts.ts'

const app11 = 0xeb
const startOfScan = 0xda
const endOfImage = 0xd9
const fill = 0xff
/** The UUID by which a JUMBF box says that it is a C2PA manifest store. */
const c2paBox = 'c2pa\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71'
/** The number that our signer gives the box whose parts the segments are. */
const ourInstance = 0x0211

/** A segment that carries a part of a JUMBF box: which box, which part, and where its content starts. */
type Part = { readonly instance: number; readonly sequence: number; readonly start: number; readonly end: number }

/** Takes the C2PA manifest store, which may be cut into many APP11 segments, out of a JPEG. */
export function split(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const unsigned = [bytes.subarray(0, 2)]
  const parts: Part[] = []
  let offset = 2
  while (marker(view, offset) !== startOfScan && marker(view, offset) !== endOfImage) {
    const end = segmentEnd(view, offset)
    const part = partAt(bytes, view, offset, end)
    const ours =
      part !== undefined && (parts[0]?.instance ?? (isStore(bytes, part) ? part.instance : -1)) === part.instance
    if (ours) parts.push(part)
    else unsigned.push(bytes.subarray(offset, end))
    offset = end
  }
  if (bytes.lastIndexOf(endOfImage) < offset) throw new BrokenError('JPEG', 'it has no end')
  unsigned.push(bytes.subarray(offset))
  return fromPieces(unsigned, parts.length === 0 ? [] : [storeOf(bytes, parts)], { oddity: oddityOf(bytes, parts) })
}

// Each segment after the first repeats the 8 bytes of the box header, of which the store has only one.
function storeOf(bytes: Uint8Array, parts: readonly Part[]): Uint8Array {
  return join(parts.map(({ start, end }, index) => bytes.subarray(index === 0 ? start : start + 8, end)))
}

function oddityOf(bytes: Uint8Array, parts: readonly Part[]): string | undefined {
  const header = (part: Part): string => bytes.subarray(part.start, part.start + 8).join()
  const usual = parts.every(
    (part, index) => part.instance === ourInstance && part.sequence === index + 1 && header(part) === header(parts[0]!),
  )
  return usual ? undefined : 'the segments of the manifest store are numbered in an unusual way'
}

function isStore(bytes: Uint8Array, { start }: Part): boolean {
  return starts(bytes, start + 12, `jumd${c2paBox}`)
}

function partAt(bytes: Uint8Array, view: DataView, offset: number, end: number): Part | undefined {
  if (marker(view, offset) !== app11 || !starts(bytes, offset + 4, 'JP') || end - offset < 20) return undefined
  return { instance: view.getUint16(offset + 6), sequence: view.getUint32(offset + 8), start: offset + 12, end }
}

function marker(view: DataView, offset: number): number {
  if (offset + 4 > view.byteLength || view.getUint8(offset) !== 0xff)
    throw new BrokenError('JPEG', `no marker at byte ${offset}`)
  return view.getUint8(offset + 1)
}

function segmentEnd(view: DataView, offset: number): number {
  if (marker(view, offset) === fill) return offset + 1
  const end = offset + 2 + view.getUint16(offset + 2)
  if (end > view.byteLength) throw new BrokenError('JPEG', `its ${view.byteLength} bytes end inside a segment`)
  return end
}
