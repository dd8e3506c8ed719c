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
  const left = Math.floor((picture.width - whole) / 2)
  const top = Math.floor((picture.height - whole) / 2)
  return area(picture, left, top, whole, whole, side, side)
}

/** The whole picture at another size, by the same rule. */
export function resize(picture: Picture, width: number, height: number): Picture {
  return area(picture, 0, 0, picture.width, picture.height, width, height)
}

/** Rows first, then columns; each sum is exact, and only the last division rounds. */
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
  const rows = spans(fromHeight, height)
  const total = fromWidth * fromHeight
  for (let y = 0, o = 0; y < height; y++) {
    for (let x = 0; x < width; x++, o += 3) {
      const sums = [0, 0, 0]
      for (const [row, tall] of rows[y]!) {
        for (const [column, wide] of columns[x]!) {
          const i = ((top + row) * picture.width + left + column) * 3
          for (let c = 0; c < 3; c++) sums[c]! += picture.data[i + c]! * tall * wide
        }
      }
      for (let c = 0; c < 3; c++) data[o + c] = Math.floor((sums[c]! + Math.floor(total / 2)) / total)
    }
  }
  return { width, height, data }
}

/** For every new pixel the old ones it covers, each with its overlap in units of 1 / `to` of an old pixel; they sum to `from`. */
function spans(from: number, to: number): readonly (readonly (readonly [number, number])[])[] {
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [i * from, (i + 1) * from]
    const covered: [number, number][] = []
    for (let old = Math.floor(start / to); old * to < end; old++) {
      covered.push([old, Math.min(end, (old + 1) * to) - Math.max(start, old * to)])
    }
    return covered
  })
}
