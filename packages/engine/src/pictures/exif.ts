import { Reader, TruncatedError } from './Reader.ts'

const orientationTag = 0x0112

/** The orientation in an EXIF block (a small TIFF file), 1 when it says nothing sensible. */
export function orientationOf(tiff: Uint8Array): number {
  try {
    return readOrientation(new Reader(tiff))
  } catch (error) {
    if (error instanceof TruncatedError) return 1
    throw error
  }
}

function readOrientation(reader: Reader): number {
  const order = reader.text(0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const little = order === 'II'
  const directory = reader.u32(4, little)
  const entries = reader.u16(directory, little)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + i * 12
    if (reader.u16(entry, little) !== orientationTag) continue
    const value = reader.u16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
