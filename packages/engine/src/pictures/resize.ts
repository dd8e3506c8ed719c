import type { Picture } from './Picture.ts'

/**
 * The largest square in the middle of a picture, `side` pixels wide.
 *
 * Every new pixel is the mean of the area it covers, in integers: the same on every machine.
 *
 * - Rounding: half up.
 */
export function square(picture: Picture, side: number): Picture {
  const whole = Math.min(picture.width, picture.height)
  if (picture.width === side && picture.height === side) return picture
  const left = Math.floor((picture.width - whole) / 2)
  const top = Math.floor((picture.height - whole) / 2)
  return area(picture, left, top, whole, whole, side, side)
}

/** The whole picture at another size, by the same rule. */
export function resize(picture: Picture, width: number, height: number): Picture {
  return area(picture, 0, 0, picture.width, picture.height, width, height)
}

/** Each sum is exact in binary64, and only the last division rounds. */
function area(
  picture: Picture,
  left: number,
  top: number,
  fromWidth: number,
  fromHeight: number,
  width: number,
  height: number,
): Picture {
  const data = new Uint8Array(width * height * 3)
  const columns = spans(fromWidth, width)
  const total = fromWidth * fromHeight
  const half = Math.floor(total / 2)
  for (const [y, rows] of spans(fromHeight, height).entries()) {
    const sums = new Float64Array(width * 3)
    for (const { at: row, share: tall } of rows) {
      const line = ((top + row) * picture.width + left) * 3
      for (let x = 0; x < width; x++) {
        for (const { at: column, share: wide } of columns[x]!) {
          const i = line + column * 3
          for (let c = 0; c < 3; c++) sums[x * 3 + c]! += picture.data[i + c]! * tall * wide
        }
      }
    }
    for (let i = 0; i < sums.length; i++) data[y * width * 3 + i] = Math.floor((sums[i]! + half) / total)
  }
  return { width, height, data }
}

/** An old pixel and how much of it a new one covers, in units of 1 / `to` of an old pixel. */
type Overlap = { readonly at: number; readonly share: number }

/** The old pixels under each new one; the shares of one new pixel sum to `from`. */
function spans(from: number, to: number): Overlap[][] {
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * from, (i + 1) * from]
    const covered: Overlap[] = []
    for (let old = Math.floor(start / to); old * to < end; old++) {
      covered.push({ at: old, share: Math.min(end, (old + 1) * to) - Math.max(start, old * to) })
    }
    return covered
  })
}
